import type { Budget } from '../contracts/budget.js'
import type { NbaSettings } from '../settings.js'
import { BaseClient } from './http/base-client.js'
import type { Source } from './source.js'

/**
 * The NBA's own API: `stats` (stats.nba.com, paths `/stats/<endpoint>`, tables) and `cdn` (cdn.nba.com, paths
 * `/static/json/…`, live files and the list of a season's games).
 */
export class NbaSource extends BaseClient implements Source {
  readonly name = 'nba'
  readonly pace: number
  readonly budget: Budget | undefined
  readonly ways: readonly string[]
  readonly apart = ['cdn']

  constructor(settings: NbaSettings) {
    super({
      ...settings,
      services: {
        stats: { name: 'stats.nba.com', url: settings.statsUrl, setting: 'NBA_STATS_URL' },
        cdn: { name: 'cdn.nba.com', url: settings.cdnUrl, setting: 'NBA_CDN_URL' },
      },
      headers: replaced(browserHeaders(settings.userAgent), settings.headers),
      proxySetting: 'NBA_PROXY',
    })
    this.ways = this.waysOf(this.name)
    this.pace = settings.pace
    this.budget = settings.budget
  }
}

/**
 * The headers that Chrome sends when a page of www.nba.com asks the API. Requests that look otherwise are left hanging
 * (stats, without Referer or with an outdated browser) or answered 403 (cdn, without Referer, since May 2026).
 */
function browserHeaders(userAgent: string): Record<string, string> {
  return {
    Accept: 'application/json, text/plain, */*',
    'Accept-Encoding': 'gzip',
    'Accept-Language': 'en-US,en;q=0.9',
    Origin: 'https://www.nba.com',
    Referer: 'https://www.nba.com/',
    'Sec-Fetch-Dest': 'empty',
    'Sec-Fetch-Mode': 'cors',
    'Sec-Fetch-Site': 'same-site',
    'User-Agent': userAgent,
  }
}

/** Headers with others in their place, whatever the case of their names; null removes one. */
function replaced(
  headers: Readonly<Record<string, string>>,
  by: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const names = new Set(Object.keys(by).map((name) => name.toLowerCase()))
  return Object.fromEntries(
    [
      ...Object.entries(headers).filter(([name]) => !names.has(name.toLowerCase())),
      ...Object.entries(by),
    ].flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
}
