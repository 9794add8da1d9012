import type { Settings } from '../../settings.js'
import { built } from '../../version.js'
import { fingerprint, type Configured } from '../configured.js'
import { embeddedDatabaseUrls } from '../embedded-databases.js'
import { EMBEDDED_NAMESPACE } from '../temporal/embedded-namespace.js'

/** The servers that a worker is started for. */
export interface WorkerServers {
  readonly home: string
  /** The configured database, or the embedded one of the NBA's own data. */
  readonly databaseUrl: string
  /** Address of the embedded Temporal; not used where one is configured. */
  readonly temporalAddress: string | undefined
}

/**
 * The environment of every worker that a command or the stack starts: the command's own, with the addresses of the
 * embedded servers. Each source has an embedded database of its own. For the embedded Temporal a client's settings are
 * removed: an active profile without an address may hold others, such as TLS or a key.
 */
export function workerEnvironment(
  base: NodeJS.ProcessEnv,
  configured: Configured,
  { home, databaseUrl, temporalAddress }: WorkerServers,
): NodeJS.ProcessEnv {
  const embeddedTemporal = configured.temporal === undefined
  const kept = Object.entries(base).filter(([name]) => !embeddedTemporal || !name.startsWith('TEMPORAL_'))
  return {
    ...Object.fromEntries(kept),
    SEASON_SYNC_HOME: home,
    DATABASE_URL: databaseUrl,
    ...(configured.databaseUrl === undefined && {
      SEASON_SYNC_DATABASES: JSON.stringify(embeddedDatabaseUrls(databaseUrl)),
    }),
    ...(embeddedTemporal && { TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: EMBEDDED_NAMESPACE }),
  }
}

/**
 * The files that settings name, from the root, because a worker starts in another folder, and a hash of the headers, so that
 * a changed file is a changed setting.
 */
export const filesOf = ({ nba, ownDatasets }: Settings): NodeJS.ProcessEnv => ({
  ...(ownDatasets !== undefined && { SEASON_SYNC_DATASETS: ownDatasets }),
  ...(nba.headersFile !== undefined && {
    NBA_HEADERS_FILE: nba.headersFile,
    NBA_HEADERS_HASH: fingerprint(nba.headers),
  }),
})

/** The worker's program: that of this build, unless the environment names another. */
export const workerProgram = (env: NodeJS.ProcessEnv): string =>
  env.SEASON_SYNC_WORKER_ENTRY ?? built('worker.js')

/** The command's own folder, idle time and log: workers that differ in them alone are the same. */
const COMMAND_ONLY = [
  'SEASON_SYNC_HOME',
  'SEASON_SYNC_IDLE_SECONDS',
  'SEASON_SYNC_LOG_LEVEL',
  'SEASON_SYNC_LOG_FORMAT',
]

/** Fingerprint of what a worker takes from its environment: source addresses, pace, keys and the like. */
export function workerFingerprint(env: NodeJS.ProcessEnv): string {
  const ours = Object.entries(env)
    .filter(
      ([name]) =>
        /^((NBA|REST|TEMPORAL|SEASON_SYNC)_|(HTTPS|NO)_PROXY$)/i.test(name) && !COMMAND_ONLY.includes(name),
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return fingerprint(ours)
}
