import { COMMAND } from '../../contracts/next-step.js'
import { readSettings, type Settings } from '../../settings.js'
import {
  wasStopped,
  stackUp,
  type StackInfo,
  type StackLease,
  EMBEDDED_DATABASES,
} from '../../stack/index.js'
import { maskPassword } from '../../text/database-address.js'
import { addressesJson } from '../reports/output-objects.js'
import { printJson } from '../print-json.js'
import { facts, print, printNotice } from '../terminal.js'

export interface UpOptions {
  readonly detach?: boolean
  readonly json?: boolean
}

/** Starts the embedded stack and keeps it up until Ctrl-C, or leaves it running. */
export async function startStack({ detach, json }: UpOptions): Promise<void> {
  const settings = readSettings()
  const lease = await start(settings, detach === true)
  if (json === true) printJson('addresses', addressesJson(lease.info))
  else print(addresses(lease.info))
  if (detach === true) {
    lease.release()
    printNotice(`It stays up until: ${COMMAND.down}`)
    return
  }
  printNotice('Ctrl-C stops it.')
  await keepUp(settings, lease)
  printNotice(`It stops in ${settings.idleSeconds} s unless another command uses it.`)
}

const start = (settings: Settings, detach: boolean): Promise<StackLease> =>
  stackUp(settings, { detach, databases: [EMBEDDED_DATABASES.nba], onProgress: printNotice })

/** Keeps the stack up until Ctrl-C or `down`; a stack that was killed is started again. */
async function keepUp(settings: Settings, first: StackLease): Promise<void> {
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'))
  })
  let lease = first
  for (;;) {
    const why = await Promise.race([interrupted, lease.lost])
    lease.release()
    if (why === 'interrupted' || wasStopped(settings)) return
    printNotice('The stack has stopped; starting it again')
    lease = await start(settings, false)
  }
}

function addresses(info: StackInfo): string {
  const databaseUrl = info.databaseUrls[EMBEDDED_DATABASES.nba]
  return facts([
    ['database', databaseUrl === undefined ? undefined : maskPassword(databaseUrl)],
    ['temporal', `${info.temporalAddress}, namespace ${info.namespace}`],
    ['web UI', info.webUiUrl],
    ['state folder', info.home],
  ])
}
