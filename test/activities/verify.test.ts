import { MockActivityEnvironment } from '@temporalio/testing'
import { expect, it } from 'vitest'
import type { Activities } from '../../src/activities/index.js'
import teamGameLogs from '../../src/datasets/nba/team-game-logs.js'
import { openRun } from '../../src/store/runs/runs.js'
import { mergeAnswer, teamLine } from '../store/merge/merging.js'
import { readVerifications } from '../../src/store/completeness/verifications.js'
import { runOf } from '../store/run-of.js'
import { useActivities } from '../support/activities.js'
import type { TestDatabase } from '../support/database.js'

let database: TestDatabase
let activities: Activities
useActivities((started) => ({ database, activities } = started))

it('the end of a run judges what verify recorded, and does not verify again', async () => {
  const [run, input] = runOf('run', ['team_game_logs'], { today: '2026-02-22' })
  await openRun(database.pool, run, input)
  await mergeAnswer(database.pool, teamGameLogs, { runId: 'run', rows: [teamLine(1, 1)] })
  const as = new MockActivityEnvironment()
  await as.run(() => activities.verify(input, 'run', 'team_game_logs'))
  await database.pool.query('delete from team_game_logs')
  const end = { failed: {}, cancelled: false, verified: true }
  expect(await as.run(() => activities.closeRunRecord(input, 'run', end))).toMatchObject({
    outcome: 'partial',
    cause: expect.stringContaining('0021800001'),
  })
})

it('a dataset that no worker knows any more has nothing that could be wrong', async () => {
  const [, input] = runOf('run', ['horoscopes'])
  await expect(
    new MockActivityEnvironment().run(() => activities.verify(input, 'run', 'horoscopes')),
  ).resolves.toBeUndefined()
})

it('a run that is narrowed to a team is about what is missing of that team alone', async () => {
  const [run, input] = runOf('narrowed', ['rosters'], { today: '2026-02-22', narrow: { team: '1' } })
  await openRun(database.pool, run, input)
  await mergeAnswer(database.pool, teamGameLogs, { rows: [teamLine(1, 1), teamLine(1, 2)] })
  await new MockActivityEnvironment().run(() => activities.verify(input, 'narrowed', 'rosters'))
  const found = (await readVerifications(database.pool, 'narrowed')).get('rosters')?.findings
  expect(found?.map(({ kind, subject }) => [kind, subject])).toEqual([['missing', '1']])
})

it('a run that is narrowed to a game is told what is only noted of it, and of no other', async () => {
  const [run, input] = runOf('noted', ['game_summaries'], { narrow: { games: ['0021800001'] } })
  await openRun(database.pool, run, input)
  for (const game of ['0021800001', '0021800002']) {
    await database.pool.query(
      `insert into nba.games (season, season_type, game_id, game_date, status, home_team_id, away_team_id, home_score, away_score, run_id, response_id, synced_at, first_synced_at)
       values ('2018-19', 'Regular Season', $1, '2018-10-16', 3, 1, 2, 20, 1, '', 0, now(), now())`,
      [game],
    )
    await database.pool.query(
      `insert into nba.play_by_play (game_id, action_id, action_number, period, home_score, away_score, run_id, response_id, synced_at, first_synced_at)
       values ($1, 1, 1, 1, 20, 1, '', 0, now(), now())`,
      [game],
    )
    await database.pool.query(
      `insert into nba.game_summaries (game_id, home_team_id, away_team_id, run_id, response_id, synced_at, first_synced_at) values ($1, 1, 2, '', 0, now(), now())`,
      [game],
    )
    await database.pool.query(
      `insert into nba.game_line_scores (game_id, team_id, points, points_period_1, run_id, response_id, synced_at, first_synced_at) values ($1, 1, 25, 25, '', 0, now(), now())`,
      [game],
    )
  }
  await new MockActivityEnvironment().run(() => activities.verify(input, 'noted', 'game_summaries'))
  const found = (await readVerifications(database.pool, 'noted')).get('game_summaries')?.findings
  const notes = found?.filter(
    ({ kind, detail }) => kind === 'note' && detail.includes('points of the periods'),
  )
  expect(notes).toHaveLength(1)
  expect(notes?.[0]?.detail).toMatch(/0021800001: .*: period 1 25, play_by_play 20; only noted/)
})
