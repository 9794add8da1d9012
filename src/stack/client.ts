import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { partsMark, readConfigured, type Configured } from './configured.js'
import { EMBEDDED_DATABASES } from './embedded-databases.js'
import { prepareHome, stackPaths, type ProgressReporter } from './machine/paths.js'
import { untilGone } from './machine/processes.js'
import { connectOrStart, type SupervisorConnection } from './supervisor/connection.js'
import { STOP_MS } from './supervisor/down.js'
import { onReplies, send, type Need, type StackInfo } from './supervisor/protocol.js'

export { stackDown } from './supervisor/down.js'
export { readStackStatus } from './supervisor/status.js'
export type { PartInfo, StackInfo } from './supervisor/protocol.js'

/** What a command wants of the stack. */
export interface StackNeed {
  /** `postgres` for commands that only read; `all` adds Temporal and a worker. */
  readonly need: 'postgres' | 'all'
  /** Embedded databases to create and bring up to date; default that of the NBA's own data. */
  readonly databases?: readonly string[]
  /** A detached run goes on after this command: the stack stays while `sync_runs` of `databases` has one running. */
  readonly keep?: boolean
  /** Lines about what takes long. */
  readonly onProgress?: ProgressReporter
}

/** A stack in use: it stays up until the release. */
export interface StackLease {
  readonly info: StackInfo
  /** Ends the use; the stack stops `SEASON_SYNC_IDLE_SECONDS` after the last one. */
  release(): void
  /** Resolves when the supervisor has gone without a release; acquire again to have the stack back. */
  readonly lost: Promise<void>
}

/** The address of a database, as `psql` takes it. Throws when the stack was not asked for it. */
export function databaseUrlOf(info: StackInfo, database: string): string {
  const url = info.databaseUrls[database]
  if (url === undefined) throw new Error(`the stack was not asked for database ${database}`)
  return url
}

/**
 * Gives what is configured, else the running stack, else starts one. Throws a UserError when it cannot be had.
 */
export async function acquireStack(settings: Settings, need: StackNeed): Promise<StackLease> {
  return await acquire(settings, need, false)
}

/**
 * Starts everything and, with `detach`, keeps it up until `stackDown`; without, for as long as the lease is held.
 * Throws a UserError when nothing is embedded because Postgres and Temporal are both configured.
 */
export async function stackUp(
  settings: Settings,
  options: { detach: boolean; databases?: readonly string[]; onProgress?: ProgressReporter },
): Promise<StackLease> {
  const { databaseUrl, temporal } = readConfigured(settings)
  if (databaseUrl !== undefined && temporal !== undefined) {
    throw new UserError(
      'Postgres and Temporal are both configured (DATABASE_URL, TEMPORAL_ADDRESS): there is nothing to start; run `season-sync worker`.',
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
    partsMark: partsMark(configured),
    env: Object.fromEntries(Object.entries(process.env).map(([name, value]) => [name, value ?? ''])),
  }
  for (;;) {
    const connection = await connectOrStart(paths, settings)
    const lease = await ask(connection, request, configured, wanted.onProgress)
    if (lease !== undefined) return lease
    await untilGone(connection.supervisor, STOP_MS) // it stops, or was killed meanwhile: have the next one
  }
}

/** Undefined when that supervisor is on its way out. */
function ask(
  { socket }: SupervisorConnection,
  request: Need,
  configured: Configured,
  onProgress: ProgressReporter = () => undefined,
): Promise<StackLease | undefined> {
  return new Promise((resolve, reject) => {
    const lost = new Promise<void>((gone) => {
      socket.once('close', () => {
        resolve(undefined) // without effect once the lease is given
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
