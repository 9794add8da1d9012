import { readSettings } from '../../settings.js'
import { stackDown } from '../../stack/index.js'
import type { JsonOption } from '../options.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'

/** Stops the embedded stack. */
export async function stopStack({ json }: JsonOption): Promise<void> {
  const stopped = await stackDown(readSettings(), printNotice)
  if (json === true) printJson('down', { stopped })
  else print(stopped ? 'Stopped.' : 'Nothing was running.')
}
