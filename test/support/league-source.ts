import { afterAll, beforeAll } from 'vitest'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { createTestDatabase, type TestDatabase } from './database.js'
import { startTinyLeague, type TinyLeague } from './tiny-league.js'

/** What activities work with: a database, and the tiny league behind a client without a noticeable pace. */
export interface LeagueSource {
  readonly database: TestDatabase
  readonly league: TinyLeague
  readonly source: NbaSource
}

/** Starts them for the tests of a file; `onStart` receives them before the first test. */
export function useLeagueSource(onStart: (started: LeagueSource) => void): void {
  let started: LeagueSource | undefined
  beforeAll(async () => {
    const [database, league] = await Promise.all([createTestDatabase(), startTinyLeague()])
    const { nba } = readSettings({ NBA_STATS_URL: league.url, NBA_CDN_URL: league.url, NBA_PACE: '1000' })
    started = { database, league, source: new NbaSource(nba) }
    onStart(started)
  })
  afterAll(async () => {
    started?.source.close()
    await Promise.all([started?.database.close(), started?.league.close()])
  })
}
