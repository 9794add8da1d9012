import { bySource, type SourceName } from '../contracts/source-names.js'

/** Name of each source's own embedded database, so that invented games never mix with real ones. */
export const EMBEDDED_DATABASES: Readonly<Record<SourceName, string>> = {
  nba: 'season_sync',
  sandbox: 'season_sync_sandbox',
  rest: 'season_sync_rest',
}

/** The connection strings of all embedded databases, made from that of one: they are in the same Postgres. */
export function embeddedDatabaseUrls(url: string): Record<SourceName, string> {
  return bySource((source) => {
    const own = new URL(url)
    own.pathname = `/${EMBEDDED_DATABASES[source]}`
    return own.href
  })
}
