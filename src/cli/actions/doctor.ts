import type { SourceName } from '../../contracts/source-names.js'
import { readStatus } from '../../runs/status.js'
import { readSettings } from '../../settings.js'
import { EMBEDDED_DATABASES, readStackStatus } from '../../stack/index.js'
import type { DoctorCheck } from '../doctor/check.js'
import { printJson } from '../print-json.js'
import { print, table } from '../terminal.js'

const SIGNS: Readonly<Record<DoctorCheck['state'], string>> = {
  ok: '✔',
  warning: '!',
  problem: '✗',
  skipped: '·',
}

const checkTable = (checks: readonly DoctorCheck[]): string =>
  table(
    ['check', 'state', 'what was found, and what to do'],
    checks.map(({ name, state, detail, advice }) => [
      `${SIGNS[state]} ${name}`,
      state,
      advice === null ? detail : `${detail.replace(/\.$/, '')}; ${advice}`,
    ]),
  )

export interface DoctorOptions {
  readonly source: SourceName
  readonly json?: boolean
}

/** Prints each check with its advice. Returns the exit code: 1 if there is a problem. */
export async function examine({ source, json }: DoctorOptions): Promise<number> {
  const checks = await checksOf(source)
  const healthy = checks.every(({ state }) => state !== 'problem')
  if (json === true) printJson('doctor', { healthy, checks })
  else print(checkTable(checks))
  return healthy ? 0 : 1
}

async function checksOf(source: SourceName): Promise<readonly DoctorCheck[]> {
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
