import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** PHI @ BOS, OKC @ GSW, and a game whose play-by-play has two players under one name and no ids of them. */
const [FIRST, SECOND, TWO_OF_A_NAME] = ['0021800001', '0021800002', '0021800005'] as const
const GAMES = [FIRST, SECOND, TWO_OF_A_NAME]
const SYNC = ['sync', '2018-19', '--only', 'stints', '--games', GAMES.join(','), '--pace', '2000']

describe.skipIf(!replayAvailable)('the stints of games of 2018-19', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2026-11-25' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  const stepOf = async (...command: readonly string[]) => {
    const report = await home.json(...command)
    return { ...report, stints: report.datasets.find(({ name }) => name === 'stints') }
  }
  const games = () =>
    home.query<{ game_id: string; misfit: string | null; stints: number; possessions: number }>(
      'select game_id, misfit, stints, possessions from stint_games order by 1',
    )
  const tables = () =>
    home.query(
      `select (select md5(string_agg(to_jsonb(s)::text, ',' order by game_id, number)) from
                 (select game_id, number, start_seconds, end_seconds, home_players, away_players, home_points, away_points from stints) s) as stints,
              (select md5(string_agg(to_jsonb(p)::text, ',' order by game_id, number)) from
                 (select game_id, number, team_id, start_seconds, end_seconds, points, ending, stint_number from possessions) p) as possessions`,
    )

  it('are derived after the datasets that they need, and a game that does not fit is listed', async () => {
    const report = await stepOf(...SYNC)
    expect(report).toMatchObject({ outcome: 'succeeded', cause: null })
    expect(report.stints).toMatchObject({ verifiedBy: 'box_score_players, box_score_teams' })
    const misfit = 'the minutes of the box score fit more than one line-up'
    expect(await games()).toEqual([
      { game_id: FIRST, misfit: null, stints: 32, possessions: 211 },
      { game_id: SECOND, misfit: null, stints: expect.any(Number), possessions: expect.any(Number) },
      { game_id: TWO_OF_A_NAME, misfit, stints: 0, possessions: 0 },
    ])
    expect(await home.query('select kind, subject, detail from sync_findings')).toEqual([
      { kind: 'note', subject: TWO_OF_A_NAME, detail: `does not fit: ${misfit}` },
    ])
  })

  it('belong to the answers of the play-by-play, and none was asked for', async () => {
    const from = await home.query(
      `select distinct r.url like '%playbyplayv3?GameID=' || s.game_id || '%' as own from stints s join raw_responses r using (response_id)`,
    )
    expect(from).toEqual([{ own: true }])
    const asked = (await replay.log()).map(({ path }) => /\/stats\/(\w+)/.exec(path)?.[1])
    expect(asked.filter((endpoint) => endpoint === 'playbyplayv3')).toHaveLength(GAMES.length)
  })

  it('are not derived again as long as nothing has changed', async () => {
    expect((await stepOf(...SYNC)).stints).toMatchObject({ requests: 0, inserted: 0, updated: 0, removed: 0 })
  })

  it('are derived again where rows are lost, and by a rebuild from the archive', async () => {
    const whole = await tables()
    await home.query('delete from stints where game_id = $1', [FIRST])
    expect((await stepOf(...SYNC)).stints).toMatchObject({ requests: 1, inserted: 32 })
    expect(await tables()).toEqual(whole)
    await home.query('truncate stints, possessions, stint_games')
    const rebuilt = await stepOf('rebuild', '2018-19', '--only', 'stints') // the archive lacks the other games
    expect(rebuilt.stints).toMatchObject({ outcome: 'succeeded', requests: GAMES.length })
    expect(await tables()).toEqual(whole)
  })

  it('go, with the ledger, where a correction of the box score contradicts them', async () => {
    await replay.edit(`boxscoretraditionalv3.*${SECOND}`, {
      where: { personId: 201142 },
      set: { 'statistics.minutes': '12:00' },
    })
    await home.json(...SYNC)
    await replay.clearEdits()
    expect((await games())[1]).toEqual({
      game_id: SECOND,
      misfit: 'the minutes are not those of the box score',
      stints: 0,
      possessions: 0,
    })
    const [removed] = await home.query<{ games: string[] }>(
      `select array_agg(distinct row_key->>'game_id') as games from row_changes where table_name = 'stints' and cause = 'removal'`,
    )
    expect(removed?.games).toEqual([SECOND])
  })
})
