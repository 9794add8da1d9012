import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import { syncInput } from '../../src/datasets/selection.js'
import { todayRequest } from '../../src/datasets/today.js'
import { startSync } from '../../src/runs/start.js'
import { DATE, GAME, LIVE_GAME } from '../lies/live-game.js'
import { LyingSource, type Body, type Wrong } from '../lies/lying-source.js'
import { resultOf } from '../support/result-of.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

const NEXT_DAY = '2020-12-23'

/** The recorded files as they were at half-time: the actions of two periods, and lines with what these brought. */
const UNTIL_PERIOD = 2

interface Action extends Body {
  readonly period: number
  readonly personId: number
  readonly actionType: string
  readonly shotResult?: string
  readonly scoreHome: string
  readonly scoreAway: string
}
interface Side extends Body {
  score: number
  periods: { period: number; score: number }[]
}

/** A game under way, to whom asks for the schedule, the logs or the live files. */
const HALF_TIME: Wrong = {
  about: (path) => /scheduleleaguev2|leaguegamelog|liveData/.test(path),
  answer: (body, path) => {
    if (path.includes('leaguegamelog'))
      for (const set of body.resultSets as { rowSet: unknown[] }[]) set.rowSet = []
    const schedule = body.leagueSchedule as { gameDates: { games: Body[] }[] } | undefined
    for (const game of schedule?.gameDates.flatMap(({ games }) => games) ?? [])
      Object.assign(game, { gameStatus: 2, gameStatusText: 'Half' })
    const game = body.game as (Body & { homeTeam: Side; awayTeam: Side; actions: Action[] }) | undefined
    if (path.includes('boxscore_') && game !== undefined) {
      Object.assign(game, { gameStatus: 2, gameStatusText: 'Half', period: UNTIL_PERIOD })
      for (const side of [game.homeTeam, game.awayTeam]) {
        side.periods = side.periods.filter(({ period }) => period <= UNTIL_PERIOD)
        side.score = side.periods.reduce((sum, { score }) => sum + score, 0)
      }
      body.meta = { ...(body.meta as Body), time: '2020-12-22 20:15:00.000000' }
    }
    if (path.includes('playbyplay_') && game !== undefined) {
      game.actions = game.actions.filter(({ period }) => period <= UNTIL_PERIOD)
      body.meta = { ...(body.meta as Body), time: '2020-12-22 20:15:00.000000' }
    }
    return JSON.stringify(body)
  },
}

describe.skipIf(!replayAvailable)("today's games, of which one is under way,", () => {
  const folder = mkdtempSync(join(tmpdir(), 'live-'))
  let replay: Replay
  let source: LyingSource
  let environment: SyncEnvironment
  beforeAll(async () => {
    await LIVE_GAME.write(folder)
    ;[replay, environment] = await Promise.all([
      startReplay('--data', folder),
      startSyncEnvironment({ today: DATE }),
    ])
    source = await LyingSource.start(replay.url)
    await environment.restartWorkers(source.url)
  })
  afterAll(async () => {
    await environment.close()
    await source.close()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function today(date = DATE): Promise<SeasonSyncResult> {
    const { temporal, database, settings } = environment
    const request = todayRequest('nba', '2020-21', 'Regular Season', {})
    const input = syncInput({ ...request, recheck: 0 }, { ...settings, today: date })
    return resultOf(await startSync(temporal.client, database.pool, settings, input))
  }
  const query = async <T extends object>(sql: string) => (await environment.database.pool.query<T>(sql)).rows
  const steps = ({ datasets }: SeasonSyncResult, ...names: readonly string[]) =>
    datasets
      .filter(({ name }) => names.includes(name))
      .map(({ name, outcome, requests }) => [name, outcome, requests])
  const stored = () =>
    query(`select g.status, t.team_abbreviation as team, t.score,
                  (select max(period) from nba.live_play_by_play) as periods
           from nba.live_games g join nba.live_box_score_teams t using (game_id) order by 2`)

  it('are stored as they are, and no figure of a final game is held against them', async () => {
    source.tell(HALF_TIME)
    const result = await today()
    expect(steps(result, 'box_scores', 'live_box_scores', 'live_play_by_play')).toEqual([
      ['box_scores', 'succeeded', 0],
      ['live_box_scores', 'succeeded', 1],
      ['live_play_by_play', 'succeeded', 1],
    ])
    expect(await stored()).toEqual([
      { status: 2, team: 'BKN', score: 63, periods: 2 },
      { status: 2, team: 'GSW', score: 45, periods: 2 },
    ])
    expect(
      await query(
        `select dataset, kind, detail from sync.sync_findings where dataset like 'live%' and subject = '${GAME}'`,
      ),
    ).toEqual([])
  })

  it('are asked about again once they have ended, and the ledger has both', async () => {
    source.tell(undefined)
    // With a recheck of no day any answer that was fetched on the day is final, but for one about a game under way.
    const result = await today(NEXT_DAY)
    expect(result).toMatchObject({ outcome: 'succeeded', cause: null })
    expect(steps(result, 'live_box_scores', 'live_play_by_play').map(([, , requests]) => requests)).toEqual([
      1, 1,
    ])
    const again = await today(NEXT_DAY)
    expect(steps(again, 'live_box_scores', 'live_play_by_play').map(([, , requests]) => requests)).toEqual([
      0, 0,
    ])
    expect(await stored()).toEqual([
      { status: 3, team: 'BKN', score: 125, periods: 4 },
      { status: 3, team: 'GSW', score: 99, periods: 4 },
    ])
    expect(
      await query(
        `select old_value, new_value, cause from sync.row_changes where table_name = 'live_box_score_teams' and column_name = 'score' order by 2`,
      ),
    ).toEqual([
      { old_value: 45, new_value: 99, cause: 'source' },
      { old_value: 63, new_value: 125, cause: 'source' },
    ])
  })

  it('take no file that was made before the stored one', async () => {
    source.tell({ ...HALF_TIME, about: (path) => path.includes('liveData') })
    expect(await today()).toMatchObject({ outcome: 'succeeded' })
    expect(await stored()).toMatchObject([
      { status: 3, score: 125 },
      { status: 3, score: 99 },
    ])
  })

  it('say what is missing where the cdn refuses its files, and bring the rest', async () => {
    await environment.reset()
    source.tell(undefined)
    const cdn = createServer((_request, response) => response.writeHead(403).end('Forbidden'))
    await once(cdn.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void cdn.close())
    await environment.restartWorkers(source.url, `http://127.0.0.1:${(cdn.address() as AddressInfo).port}`)
    const result = await today()
    expect(result.outcome).toBe('partial')
    expect(result.datasets.map(({ name, outcome }) => [name, outcome])).toEqual(
      expect.arrayContaining([
        ['games', 'succeeded'],
        ['box_scores', 'succeeded'],
        ['live_box_scores', 'failed'],
      ]),
    )
  })
})
