import { configLines } from '../reports/config-report.js'
import type { JsonOption } from '../options.js'
import { printJson } from '../print-json.js'
import { print, table } from '../terminal.js'

/** Exit code of a setting that cannot be used, as that of the commands that would refuse it. */
const USAGE = 2

/** Lists the settings. Returns the exit code: that of wrong usage if one cannot be used. */
export async function showConfig({ json }: JsonOption): Promise<number> {
  const lines = configLines()
  if (json === true) printJson('config', lines)
  else
    print(
      table(
        ['setting', 'from', 'value'],
        lines.map(({ name, value, from, problem }) => [
          name,
          from,
          [value ?? '', problem === null ? '' : `(${problem})`].filter((part) => part !== '').join(' '),
        ]),
      ),
    )
  return lines.some(({ problem }) => problem !== null) ? USAGE : 0
}
