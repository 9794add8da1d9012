import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { readStatus } from '../../runs/status.js'
import { readSettings } from '../../settings.js'
import { EMBEDDED_DATABASES, readStackStatus } from '../../stack/index.js'
import type { Check } from '../doctor/check.js'
import { chosenSource } from '../options.js'
import { print, printJson, table } from '../terminal.js'

/** `season-sync doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('look for what keeps a sync from working')
    .description(
      'Looks at Node, disk, ports, Postgres and its tables, Temporal, workers, proxy, the source (by one request, in its rate limit) and the clock, and says what to do about each problem. Starts and changes nothing.',
    )
    .addOption(chosenSource('the source to ask'))
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync doctor
  $ season-sync doctor --source rest --json

Exit codes: 0, or 1 if there is a problem.`,
    )
    .action(async ({ source, json }: { readonly source: SourceName; readonly json?: boolean }) => {
      const checks = await examine(source)
      const healthy = checks.every(({ state }) => state !== 'problem')
      if (json === true) printJson({ healthy, checks })
      else print(checkTable(checks))
      process.exitCode = healthy ? 0 : 1
    })
}

async function examine(source: SourceName): Promise<readonly Check[]> {
  const settings = readSettings()
  const [
    { checkDisk, checkLibraries, checkNode, checkPorts },
    { checkServers },
    { checkProxy, checkSource },
  ] = await Promise.all([
    import('../doctor/machine.js'),
    import('../doctor/servers.js'),
    import('../doctor/source.js'),
  ])
  const [status, stack] = await Promise.all([readStatus(settings, false), readStackStatus(settings)])
  const databaseUrl = settings.databaseUrl ?? stack?.databaseUrls[EMBEDDED_DATABASES[source]]
  return [
    checkNode(),
    checkLibraries(),
    await checkDisk(settings),
    await checkPorts(settings),
    ...checkServers(status, settings),
    checkProxy(settings, source),
    ...(await checkSource(settings, source, status, databaseUrl)),
  ]
}

const SIGNS: Readonly<Record<Check['state'], string>> = { ok: '✔', warning: '!', problem: '✗', skipped: '·' }

const checkTable = (checks: readonly Check[]): string =>
  table(
    ['check', 'state', 'what was found, and what to do'],
    checks.map(({ name, state, detail, advice }) => [
      `${SIGNS[state]} ${name}`,
      state,
      advice === null ? detail : `${detail.replace(/\.$/, '')}; ${advice}`,
    ]),
  )
