import { COMMAND } from '../contracts/next-step.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { readConfigured, serversFingerprint, type Configured } from './configured.js'
import { EMBEDDED_DATABASES } from './embedded-databases.js'
import { prepareHome, stackPaths, type ProgressReporter } from './machine/paths.js'
import { untilGone } from './machine/processes.js'
import { connectOrStart, type SupervisorConnection } from './supervisor/connection.js'
import { STOP_MS } from './supervisor/down.js'
import { onReplies, send, type Need, type StackInfo } from './supervisor/protocol.js'
import { filesOf } from './worker/environment.js'

export { stackDown } from './supervisor/down.js'
export { readStackStatus } from './supervisor/status.js'
export type { PartInfo, StackInfo } from './supervisor/protocol.js'

/** The parts and databases that a command needs. */
export interface StackNeed {
  /** `postgres` for commands that only read; `all` adds Temporal and a worker. */
  readonly need: 'postgres' | 'all'
  /** Embedded databases to create and bring up to date; default that of the NBA's own data. */
  readonly databases?: readonly string[]
  /** Set for a detached run: the stack outlives the command while `sync_runs` of `databases` has a running one. */
  readonly keep?: boolean
  /** Receives a line about each step that takes long. */
  readonly onProgress?: ProgressReporter
}

/** A command's hold on the stack, which stays up until the release. */
export interface StackLease {
  readonly info: StackInfo
  /** Ends the lease; the stack stops `SEASON_SYNC_IDLE_SECONDS` after the end of the last one. */
  release(): void
  /** Resolves when the supervisor ends before the release; `acquireStack` brings the stack back. */
  readonly lost: Promise<void>
}

/** The connection string of a database, as `psql` takes it. Throws when the lease did not ask for the database. */
export function databaseUrlOf(info: StackInfo, database: string): string {
  const url = info.databaseUrls[database]
  if (url === undefined) throw new Error(`the stack was not asked for database ${database}`)
  return url
}

/**
 * Returns a lease on the configured servers, otherwise on the running stack, which is started when there is none. Throws
 * a UserError when the stack cannot be started.
 */
export async function acquireStack(settings: Settings, need: StackNeed): Promise<StackLease> {
  return await acquire(settings, need, false)
}

/**
 * Starts every part of the stack. With `detach` it stays up until `stackDown`, otherwise for as long as the lease.
 * Throws a UserError when nothing is embedded because Postgres and Temporal are both configured.
 */
export async function stackUp(
  settings: Settings,
  options: { detach: boolean; databases?: readonly string[]; onProgress?: ProgressReporter },
): Promise<StackLease> {
  const { databaseUrl, temporal } = readConfigured(settings)
  if (databaseUrl !== undefined && temporal !== undefined) {
    throw new UserError(
      `Postgres and Temporal are both configured (DATABASE_URL, TEMPORAL_ADDRESS): there is nothing to start; run: ${COMMAND.worker}`,
    )
  }
  return await acquire(settings, { need: 'all', ...options }, options.detach)
}

async function acquire(settings: Settings, wanted: StackNeed, pin: boolean): Promise<StackLease> {
  const configured = readConfigured(settings)
  const databases = [...(wanted.databases ?? [EMBEDDED_DATABASES.nba])]
  const onlyConfigured =
    configured.databaseUrl !== undefined && (wanted.need === 'postgres' || configured.temporal !== undefined)
  if (onlyConfigured) return withoutStack(settings, configured, databases)

  const paths = stackPaths(settings.home)
  prepareHome(paths)
  const request: Need = {
    type: 'need',
    need: wanted.need,
    databases,
    keep: wanted.keep ?? false,
    pin,
    partsMark: serversFingerprint(configured),
    env: Object.fromEntries(
      Object.entries({ ...process.env, ...filesOf(settings) }).map(([name, value]) => [name, value ?? '']),
    ),
  }
  for (;;) {
    const connection = await connectOrStart(paths, settings)
    const lease = await requestLease(connection, request, configured, wanted.onProgress)
    if (lease !== undefined) return lease
    // This supervisor is stopping, or was killed: the next round starts another.
    await untilGone(connection.supervisor, STOP_MS)
  }
}

/** Returns undefined when that supervisor is stopping. */
function requestLease(
  { socket }: SupervisorConnection,
  request: Need,
  configured: Configured,
  onProgress: ProgressReporter = () => undefined,
): Promise<StackLease | undefined> {
  return new Promise((resolve, reject) => {
    const lost = new Promise<void>((gone) => {
      socket.once('close', () => {
        resolve(undefined) // has no effect once the lease is granted
        if (!released) gone()
      })
    })
    let released = false
    const release = () => {
      released = true
      socket.destroy()
    }
    onReplies(socket, (reply) => {
      if ('progress' in reply) onProgress(reply.progress)
      else if ('ready' in reply)
        resolve({ info: withConfigured(reply.ready, configured, request.databases), release, lost })
      else if ('error' in reply) {
        reject(new UserError(reply.error, reply.exitCode))
        release()
      } else release()
    })
    send(socket, request)
  })
}

function withoutStack(settings: Settings, configured: Configured, databases: readonly string[]): StackLease {
  const info = withConfigured(
    {
      home: settings.home,
      pinned: false,
      databaseUrls: {},
      temporalAddress: configured.temporal?.address,
      namespace: configured.temporal?.namespace,
      webUiUrl: settings.webUiUrl,
      parts: [],
    },
    configured,
    databases,
  )
  return { info, release: () => undefined, lost: new Promise(() => undefined) }
}

function withConfigured(
  info: StackInfo,
  { databaseUrl }: Configured,
  databases: readonly string[],
): StackInfo {
  if (databaseUrl === undefined) return info
  return { ...info, databaseUrls: Object.fromEntries(databases.map((name) => [name, databaseUrl])) }
}
