import { embeddedDatabaseUrls } from '../embedded-databases.js'
import { EMBEDDED_NAMESPACE } from '../temporal/namespace.js'

/** A profile without an address may be in force for other things, such as TLS, that the embedded server has not. */
const OTHER_SERVER = /^TEMPORAL_(PROFILE|API_KEY|TLS|CONFIG_FILE|GRPC)/

/**
 * The environment of the stack's worker: the command's, with the stack's own addresses in it. `temporalAddress` is that
 * of the embedded server; undefined leaves the configured one in force. `embedded` tells that `databaseUrl` is the
 * stack's own, beside which each source has a database of its own.
 */
export function workerEnvironment(
  base: NodeJS.ProcessEnv,
  stack: { home: string; databaseUrl: string; embedded: boolean; temporalAddress: string | undefined },
): NodeJS.ProcessEnv {
  const { home, databaseUrl, embedded, temporalAddress } = stack
  const own = {
    SEASON_SYNC_HOME: home,
    DATABASE_URL: databaseUrl,
    ...(embedded && { SEASON_SYNC_DATABASES: JSON.stringify(embeddedDatabaseUrls(databaseUrl)) }),
  }
  if (temporalAddress === undefined) return { ...base, ...own }
  const kept = Object.entries(base).filter(([name]) => !OTHER_SERVER.test(name))
  return {
    ...Object.fromEntries(kept),
    ...own,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: EMBEDDED_NAMESPACE,
  }
}
