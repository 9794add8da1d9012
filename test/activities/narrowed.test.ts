import { beforeEach, expect, it } from 'vitest'
import type { PlanRef } from '../../src/contracts/dataset-run.js'
import type { Narrow } from '../../src/contracts/season-run.js'
import { narrowed } from '../../src/activities/narrowed.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { useActivities } from '../support/activities.js'
import type { TestDatabase } from '../support/database.js'

let database: TestDatabase
useActivities((started) => ({ database } = started))

const careers = datasetOf('nba', 'player_career_stats')
const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const
const GAME = '0021800001'

/** The players about whom a run asks of these four: two of each team, in one game or the next. */
async function askedFor(narrow: Narrow | undefined): Promise<readonly (string | undefined)[]> {
  const ids = async () => ['11', '12', '21', '22']
  const requests = await careers.requests(SCOPE, { playedGames: ids, teams: ids, players: ids })
  const ref: PlanRef = {
    ...SCOPE,
    today: '2026-02-22',
    source: 'nba',
    runId: 'run',
    dataset: careers.name,
    ...(narrow && { narrow }),
  }
  return (await narrowed(database.pool, careers, ref, requests)).map(({ about }) => about)
}

beforeEach(async () => {
  await database.pool.query(
    `insert into nba.player_game_logs (season, season_type, game_id, game_date, team_id, team_abbreviation, matchup, player_id, player_name, run_id, response_id, synced_at, first_synced_at)
     select '2018-19', 'Regular Season', g, d::date, t, 'X' || t, 'X', p, 'P', '', 0, now(), now()
     from (values ('${GAME}', '2018-10-16', 1, 11), ('${GAME}', '2018-10-16', 2, 21), ('0021800002', '2018-10-18', 1, 12), ('0021800002', '2018-10-18', 2, 22)) v(g, d, t, p)
     on conflict do nothing`,
  )
  await database.pool.query(
    `insert into nba.team_game_logs (season, season_type, game_id, game_date, team_id, team_abbreviation, team_name, matchup, run_id, response_id, synced_at, first_synced_at)
     select distinct season, season_type, game_id, game_date, team_id, team_abbreviation, 'X', matchup, '', 0, now(), now() from nba.player_game_logs on conflict do nothing`,
  )
})

it('a run of a whole season asks about all players', async () => {
  expect(await askedFor(undefined)).toEqual(['11', '12', '21', '22'])
})

it('a run that is narrowed asks about the players of its games', async () => {
  expect(await askedFor({ games: [GAME] })).toEqual(['11', '21'])
  expect(await askedFor({ since: '2018-10-17' })).toEqual(['12', '22'])
})

it('a run that is narrowed to a team asks about the players of that team', async () => {
  expect(await askedFor({ team: 'X1' })).toEqual(['11', '12'])
})
