import { closeSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { KEYWORD, SEARCH_ATTRIBUTE_NAMES } from '../../contracts/namespace.js'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf, UserError } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { poll } from '../../system/poll.js'
import { spawnChild, type Child } from '../machine/child.js'
import { openLog, readLog, type ProgressReporter, type StackPaths } from '../machine/paths.js'
import { choosePort } from '../machine/ports.js'
import type { Launch, Running } from '../supervisor/part.js'
import { readState, updateState } from '../supervisor/state.js'
import { findTemporal, type TemporalBinary } from './binary.js'
import { EMBEDDED_NAMESPACE } from './embedded-namespace.js'
import { namespaceRefusal, setRetention } from './namespace.js'
import { hiddenAddress, newWebUiKey, openWebUiFront, type WebUiAddress, type WebUiFront } from './web-ui.js'

/** A big database file takes some seconds to open; even half a minute is far beyond what was seen. */
const READY_MS = 60_000

/** A stopping server holds its database file a little longer. */
const RELEASE_MS = 15_000

/** Errors of a server while another one still has its ports or its database file. */
const TRANSIENT_ERRORS =
  /EADDRINUSE|address already in use|database is locked|SQLITE_BUSY|can't set frontend port|can't listen/i

/** Settings of the embedded server that differ from its own. */
export const DYNAMIC_CONFIGURATION: readonly string[] = [
  // A sequential activity takes 35 ms with this setting, 90 ms without.
  'system.enableActivityEagerExecution=true',
  // By default new tasks are looked for 20 times a second at most, so that each step of a lonely run waits for 50 ms.
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  // The server's HTTP API, which nothing here uses, takes commands from any web page unless no Host is allowed.
  'frontend.httpAllowedHosts=["nowhere.invalid"]',
]

/**
 * One synchronous write for a commit instead of three, as durable: the log is synchronized before a commit is answered. For
 * 652 activities the server takes 2.8 s of CPU with these settings, 5.1 s with its own.
 */
const SQLITE_PRAGMAS = ['journal_mode=WAL', 'synchronous=FULL']

interface Ports {
  readonly temporal: number
  readonly webUi: number
}

/** Starts Temporal's development server on 127.0.0.1, its Web UI behind a front, with a database file of its version. */
export function temporalLauncher(settings: Settings, paths: StackPaths): Launch {
  return async (progress, signal) => {
    const binary = await findTemporal(settings, progress, signal)
    reportOtherVersion(paths, binary, progress)
    let lastError = ''
    const running = await poll(
      async () => {
        signal.throwIfAborted()
        const ports = await temporalPorts(paths, progress)
        const answer = await tryStart(paths, binary, ports)
        if (typeof answer !== 'string') {
          await setRetention(ports.temporal)
          updateState(paths.state, () => ({ temporalServerVersion: binary.serverVersion }))
          return answer
        }
        lastError = answer.trim().split('\n').at(-1) ?? ''
        return TRANSIENT_ERRORS.test(answer) ? undefined : 'failed'
      },
      { everyMs: 300, timeoutMs: RELEASE_MS, signal },
    )
    if (running !== undefined && running !== 'failed') return running
    throw new UserError(
      `The Temporal server did not start: ${lastError.slice(0, 400)} (log: ${paths.logs}/temporal.log).`,
    )
  }
}

/** Reports a change of version: a database file is for one version of the server, neither shared nor converted. */
function reportOtherVersion(paths: StackPaths, binary: TemporalBinary, progress: ProgressReporter): void {
  const before = readState(paths.state).temporalServerVersion
  if (before === undefined || before === binary.serverVersion) return
  const has = readdirSync(paths.home).includes(databaseName(binary.serverVersion))
  progress(
    `Temporal's server is ${binary.serverVersion} now, ${before} before: ${has ? 'its own' : 'a new'} database file is used; ` +
      `schedules and histories of ${before} stay in ${databaseName(before)}, so create the schedules again (${COMMAND.scheduleCreate}), ` +
      `or set SEASON_SYNC_TEMPORAL_BINARY to a program of ${before}`,
  )
}

const databaseName = (serverVersion: string): string => `temporal-${serverVersion}.db`

async function temporalPorts(paths: StackPaths, progress: ProgressReporter): Promise<Ports> {
  const before = readState(paths.state).ports
  const temporal = await choosePort(before.temporal, `temporal ${paths.home}`)
  const webUi = await choosePort(before.webUi, `web ui ${paths.home}`, [temporal])
  if (before.temporal !== undefined && before.temporal !== temporal)
    progress(`Port ${before.temporal} is taken: Temporal moves to ${temporal}`)
  if (before.webUi !== undefined && before.webUi !== webUi)
    progress(`Port ${before.webUi} is taken: the Web UI moves to ${webUi}`)
  updateState(paths.state, ({ ports }) => ({ ports: { ...ports, temporal, webUi } }))
  return { temporal, webUi }
}

/** Resolves with the server and the front of its Web UI, or with the reason why they did not start. */
async function tryStart(paths: StackPaths, binary: TemporalBinary, ports: Ports): Promise<Running | string> {
  const ui = await hiddenAddress()
  const key = readState(paths.state).webUiKey ?? newWebUiKey()
  updateState(paths.state, () => ({ webUiKey: key }))
  let front: WebUiFront
  try {
    front = await openWebUiFront(ports.webUi, key, ui)
  } catch (error) {
    return messageOf(error)
  }
  const server = await startServer(paths, binary, ports, ui).catch((error: unknown) => {
    front.close()
    throw error
  })
  if (typeof server === 'string') front.close()
  else void server.exited.then(() => front.close())
  return server
}

/** Resolves with the server when it answers, or with its log output when it ended instead. */
async function startServer(
  paths: StackPaths,
  binary: TemporalBinary,
  ports: Ports,
  ui: WebUiAddress,
): Promise<Running | string> {
  const log = openLog(paths, 'temporal')
  let child: Child
  try {
    child = await spawnChild(
      binary.path,
      serverArguments(paths, binary, ports.temporal, ui),
      {
        cwd: paths.home,
        env: serverEnv(),
        stdio: ['ignore', log.fd, log.fd],
      },
      (process) =>
        updateState(paths.state, ({ processes }) => ({ processes: { ...processes, temporal: process } })),
    )
  } finally {
    closeSync(log.fd)
  }
  const stop = () =>
    child.end([
      ['SIGTERM', 15_000],
      ['SIGKILL', 2_000],
    ])
  let refusal: string | undefined
  const state = await poll(
    async () => {
      if (child.hasEnded()) return 'ended'
      refusal = await namespaceRefusal(ports.temporal)
      return refusal === undefined ? 'ready' : undefined
    },
    { everyMs: 50, timeoutMs: READY_MS },
  )
  if (state === 'ready') return { process: child.process, port: ports.temporal, exited: child.exited, stop }
  if (state === 'ended') return readLog(log)
  await stop()
  throw new UserError(
    `The Temporal server did not answer within ${READY_MS / 1000} s (${refusal}; log: ${paths.logs}/temporal.log).`,
  )
}

function serverArguments(
  paths: StackPaths,
  { serverVersion }: TemporalBinary,
  port: number,
  ui: WebUiAddress,
): string[] {
  const file = join(paths.home, databaseName(serverVersion))
  const options = {
    'log-level': 'warn',
    'db-filename': file,
    namespace: EMBEDDED_NAMESPACE,
    ip: '127.0.0.1',
    port,
    'ui-ip': ui.host,
    'ui-port': ui.port,
  }
  return [
    'server',
    'start-dev',
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ...SQLITE_PRAGMAS.map((value) => `--sqlite-pragma=${value}`),
    ...DYNAMIC_CONFIGURATION.map((value) => `--dynamic-config-value=${value}`),
    ...SEARCH_ATTRIBUTE_NAMES.map((name) => `--search-attribute=${name}=${KEYWORD.name}`),
  ]
}

/** The server's environment has none of the TEMPORAL_* variables: they are for clients, and may hold keys. */
function serverEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TZ } = process.env
  return { PATH, HOME, TMPDIR, TZ }
}
