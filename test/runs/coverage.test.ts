import { describe, expect, it } from 'vitest'
import { readCoverage, type CoverageRequest } from '../../src/runs/coverage.js'
import type { CoveredDataset } from '../../src/runs/covered.js'
import { storeAcceptances } from '../../src/store/acceptances/acceptances.js'
import { openBackfill } from '../../src/store/runs/backfills.js'
import { storeFindings, type Finding } from '../../src/store/runs/findings.js'
import { closeRun, closeStep, openRun } from '../../src/store/runs/runs.js'
import {
  gameId,
  gameRow,
  playerLinesOf,
  SCOPE,
  teamLinesOf,
  TinySeason,
  unplayed,
} from '../store/completeness/tiny-season.js'
import { COUNTS, runOf } from '../store/run-of.js'

const season = new TinySeason()

type End = 'succeeded' | 'partial' | 'failed' | 'cancelled'

/** Records a run of the tiny season that has ended. */
async function ran(
  runId: string,
  datasets: Readonly<Record<string, End>>,
  {
    end = 'succeeded',
    startedAt = '2026-01-01T10:00Z',
    findings = [],
    ...more
  }: {
    readonly end?: End
    readonly startedAt?: string
    readonly findings?: readonly Finding[]
    readonly narrow?: { readonly since: string }
  } = {},
): Promise<void> {
  const [run, input] = runOf(runId, Object.keys(datasets), more)
  await openRun(season.pool, { ...run, startedAt: new Date(startedAt) }, input)
  await storeFindings(season.pool, runId, findings)
  for (const [dataset, outcome] of Object.entries(datasets))
    await closeStep(season.pool, runId, dataset, {
      outcome,
      cause: null,
      verifiedBy: 'games',
      counts: { ...COUNTS, missing: findings.length },
    })
  await closeRun(season.pool, runId, { outcome: end, cause: null, verifiedBy: null, players: 0 })
}

const lacks = (game: string): Finding => ({
  dataset: 'team_game_logs',
  kind: 'missing',
  subject: game,
  detail: 'played on 2018-10-12',
})

const derivedGame = (game: number, misfit: string | null = null) => ({
  game_id: gameId(game),
  misfit,
  stints: 20,
  possessions: 200,
})

/** Records that an answer with a row was merged. */
const mark = (dataset: string, requestKey: string) =>
  season.pool.query(
    `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
     values ($1, $2, $3, $4, 'hash', 1, 1, now(), 1, 0, 'b')`,
    [dataset, SCOPE.season, SCOPE.seasonType, requestKey],
  )

/** What the view `season_state` says too. */
const asInView = ({ runId, missing, conflicts, verifiedBy, syncedAt }: CoveredDataset) => ({
  run_id: runId,
  ...(runId !== null && { missing, conflicts }),
  verified_by: verifiedBy,
  last_synced_at: syncedAt,
})

const coverage = (request: Partial<CoverageRequest> = {}) =>
  readCoverage(season.pool, { source: 'nba', today: '2018-10-25', ...request })

/** A dataset of the tiny season. */
async function covered(name: string, request: Partial<CoverageRequest> = {}): Promise<CoveredDataset> {
  const { seasons } = await coverage(request)
  const found = seasons
    .find((each) => each.season === SCOPE.season && each.seasonType === SCOPE.seasonType)
    ?.datasets.find((dataset) => dataset.name === name)
  if (found === undefined) throw new Error(`the coverage lacks ${name}`)
  return found
}

describe('the coverage of a season', () => {
  it('has the counted rows and games of a dataset that is whole, what verified it and when it was synced', async () => {
    await season.store('games', gameRow(1), gameRow(2), gameRow(3, unplayed))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await ran('a', { games: 'succeeded', team_game_logs: 'succeeded' })
    const { seasons } = await coverage()
    expect(seasons).toMatchObject([{ ...SCOPE, games: 2 }])
    expect(await covered('games')).toMatchObject({ state: 'whole', rows: 3, games: { have: 2, want: 2 } })
    expect(await covered('team_game_logs')).toMatchObject({
      state: 'whole',
      rows: 4,
      games: { have: 2, want: 2 },
      verifiedBy: 'games',
      runId: 'a',
      syncedAt: expect.any(Date) as Date,
    })
    expect(await covered('standings')).toMatchObject({ state: 'not synced', rows: 0, runId: null })
  })

  it('has a dataset as partial whose rows were lost after its sync', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await ran('a', { team_game_logs: 'succeeded' })
    await season.pool.query(`delete from team_game_logs where game_id = '0021800002'`)
    expect(await covered('team_game_logs')).toMatchObject({
      state: 'partial',
      rows: 2,
      games: { have: 1, want: 2 },
      missing: 0,
    })
  })

  it('has the games that were derived, of all that were played', async () => {
    await season.store('games', gameRow(1), gameRow(2), gameRow(3))
    await season.store('stint_games', derivedGame(1), derivedGame(2, 'a substitution too many'))
    expect(await covered('stints')).toMatchObject({ state: 'stored', games: { have: 2, want: 3 } })
  })

  it('says the same as the view season_state of games, times and the latest whole sync', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2), ...teamLinesOf(3))
    await season.store('stint_games', derivedGame(1), derivedGame(2, 'a substitution too many'))
    for (const game of [1, 2]) await mark('stints', `playbyplayv3?GameID=${gameId(game)}`)
    const later = { startedAt: '2026-01-02T10:00Z', narrow: { since: '2018-10-12' } }
    await ran('a', { team_game_logs: 'partial' }, { end: 'partial', findings: [lacks('0021800002')] })
    await ran('b', { team_game_logs: 'succeeded', stints: 'succeeded' }, later)
    await ran('c', { team_game_logs: 'succeeded' }, { end: 'cancelled', startedAt: '2026-01-03T10:00Z' })
    const { rows } = await season.pool.query<Readonly<Record<string, unknown>>>(
      'select * from season_state order by dataset',
    )
    const logs = await covered('team_game_logs')
    const stints = await covered('stints')
    expect({ logs: logs.runId, stints: stints.runId }).toEqual({ logs: 'a', stints: null })
    expect(rows).toMatchObject([
      { dataset: 'stints', ...asInView(stints), outcome: null, games_have: 2, games_want: 3 },
      { dataset: 'team_game_logs', ...asInView(logs), outcome: 'partial' },
    ])
    expect(stints.games).toEqual({ have: 2, want: 3 })
  })

  it("asks nothing of today's and yesterday's games yet", async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1))
    await ran('a', { team_game_logs: 'succeeded' })
    expect(await covered('team_game_logs', { today: '2018-10-13' })).toMatchObject({ state: 'whole' })
    expect(await covered('team_game_logs', { today: '2018-10-14' })).toMatchObject({ state: 'partial' })
  })

  it('counts findings of the latest whole sync as missing until a person accepts them', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1))
    const finding = lacks('0021800002')
    await ran('a', { team_game_logs: 'partial' }, { end: 'partial', findings: [finding] })
    await ran(
      'b',
      { team_game_logs: 'succeeded' },
      { startedAt: '2026-01-02T10:00Z', narrow: { since: '2018-10-12' } },
    )
    expect(await covered('team_game_logs')).toMatchObject({ state: 'partial', missing: 1, runId: 'a' })
    await storeAcceptances(season.pool, { ...SCOPE, source: 'nba' }, 'the source lost it', [
      { dataset: 'team_game_logs', kind: 'missing', subject: finding.subject, detail: null, neverAsk: false },
    ])
    expect(await covered('team_game_logs')).toMatchObject({ state: 'whole', missing: 0, accepted: 1 })
  })

  it('takes no word of a cancelled sync, which nothing verified, but for that there was one', async () => {
    await season.store('games', gameRow(1))
    await ran('a', { games: 'succeeded' })
    await ran(
      'b',
      { games: 'succeeded', standings: 'succeeded' },
      { end: 'cancelled', startedAt: '2026-01-02T10:00Z' },
    )
    expect(await covered('games')).toMatchObject({ state: 'whole', runId: 'a' })
    expect(await covered('standings')).toMatchObject({ state: 'cancelled', runId: 'b' })
  })

  it('tells rows without a sync, a running sync and seasons that a backfill has yet to bring', async () => {
    await season.store('player_game_logs', ...playerLinesOf(1))
    const [run, input] = runOf('a', ['games'])
    await openRun(season.pool, run, input)
    await openBackfill(
      season.pool,
      { backfillId: 'b', workflowId: 'b', namespace: 'default', startedAt: new Date() },
      {
        source: 'nba',
        trigger: 'backfill',
        window: 1,
        request: { only: ['box_score_hustle'] },
        seasons: [
          { season: '2017-18', seasonType: 'Regular Season' },
          { season: '2010-11', seasonType: 'Regular Season' },
        ],
      },
    )
    expect(await covered('player_game_logs')).toMatchObject({ state: 'stored', rows: 10 })
    expect(await covered('games')).toMatchObject({ state: 'running' })
    const { seasons } = await coverage({ only: ['box_score_hustle'] })
    expect(seasons.map((each) => [each.season, each.datasets.map(({ state }) => state)])).toEqual([
      ['2018-19', ['not synced']],
      ['2017-18', ['waiting']],
      ['2010-11', ['not offered']],
    ])
  })

  it('is of the named seasons alone, also of one of which there is nothing', async () => {
    await season.store('games', gameRow(1), gameRow(2, { game_id: '0041800101', season_type: 'Playoffs' }))
    const scopes = async (request: Partial<CoverageRequest>) =>
      (await coverage(request)).seasons.map((each) => `${each.season} ${each.seasonType}`)
    expect(await scopes({})).toEqual(['2018-19 Regular Season', '2018-19 Playoffs'])
    expect(await scopes({ seasons: ['1999-00'] })).toEqual(['1999-00 Regular Season'])
    expect(await scopes({ seasonType: 'Playoffs' })).toEqual(['2018-19 Playoffs'])
  })

  it('counts tables without a season apart, and the season alone where rows tell no type', async () => {
    const team = { team_id: 1, abbreviation: 'HOM', full_name: 'Home' }
    await season.store('teams', { ...team, latest_season: SCOPE.season })
    await season.store('team_seasons', { ...team, season: SCOPE.season })
    await season.store('games', gameRow(1))
    const { ofAllSeasons } = await coverage()
    expect(ofAllSeasons).toEqual([{ dataset: 'teams', table: 'teams', rows: 1 }])
    expect(await covered('teams')).toMatchObject({
      state: 'stored',
      rows: 1,
      tables: [{ table: 'team_seasons', rows: 1 }],
    })
  })
})
