import { bySource, type SourceName } from '../contracts/source-names.js'

/** Name of the embedded database of each source: invented games never mix with real ones. */
export const EMBEDDED_DATABASES: Readonly<Record<SourceName, string>> = {
  nba: 'season_sync',
  sandbox: 'season_sync_sandbox',
  rest: 'season_sync_rest',
}

/** The addresses of all of them, from that of one: they live in the same Postgres. */
export function embeddedDatabaseUrls(ofOne: string): Record<SourceName, string> {
  return bySource((source) => {
    const url = new URL(ofOne)
    url.pathname = `/${EMBEDDED_DATABASES[source]}`
    return url.href
  })
}
