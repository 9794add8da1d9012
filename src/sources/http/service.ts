/** One of the hosts that a source consists of. */
export interface Service {
  /** The name in messages: `stats.nba.com`. */
  readonly name: string
  /** Base address; a path of its own is kept before the paths of requests. */
  readonly url: string
  /** The setting that holds the address: `NBA_STATS_URL`. */
  readonly setting: string
}
