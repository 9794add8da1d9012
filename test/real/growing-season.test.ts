import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import type { SyncRequest } from '../../src/contracts/sync-request.js'
import { syncInput } from '../../src/datasets/selection.js'
import { startSync } from '../../src/runs/start.js'
import { resultOf } from '../support/result-of.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

const DAY_MS = 86_400_000
const FIRST_DAY = Date.parse('2018-10-17T00:00:00Z')
const DAYS = 30
/** The usual correction window, days. */
const WINDOW = 7

const dateOf = (day: number): string => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)

/** Game ids in the paths of requests for box scores or play-by-play. */
const gamesIn = (paths: readonly string[], endpoint: string): readonly string[] =>
  paths
    .flatMap((path) => (path.includes(endpoint) ? [/GameID=(\d{10})/.exec(path)?.[1] ?? ''] : []))
    .toSorted()

describe.skipIf(!replayAvailable)('a real season that grows, synced every day,', () => {
  let replay: Replay
  let environment: SyncEnvironment
  beforeAll(async () => {
    ;[replay, environment] = await Promise.all([
      startReplay('--as-of', dateOf(0), '--keep', '500'),
      startSyncEnvironment(),
    ])
    await environment.restartWorkers(replay.url)
  })
  afterAll(async () => {
    await environment.close()
    await replay.stop()
  })

  /** Syncs on the morning after the games of a day. */
  const syncAfter = async (day: number, more: Partial<SyncRequest> = {}): Promise<SeasonSyncResult> => {
    const { temporal, database, settings } = environment
    await replay.asOf(dateOf(day))
    await replay.clearLog()
    const request = { season: '2018-19', only: ['box_scores', 'play_by_play'], ...more }
    const input = syncInput(request, { ...settings, today: dateOf(day + 1) })
    return resultOf(await startSync(temporal.client, database.pool, settings, input))
  }

  const query = async <T extends object>(sql: string, ...values: readonly unknown[]) =>
    (await environment.database.pool.query<T>(sql, [...values])).rows

  const gamesBetween = async (from: string, to: string) =>
    (
      await query<{ id: string }>(
        'select game_id as id from games where game_date between $1 and $2 order by 1',
        from,
        to,
      )
    ).map(({ id }) => id)

  const correct = (game: string, player: number, points: number) =>
    replay.edit(`boxscoretraditionalv3.*GameID=${game}`, {
      where: { personId: player },
      set: { 'statistics.blocks': points },
    })
  const blocksOf = async (game: string, player: number) =>
    (
      await query<{ blocks: number }>(
        'select blocks from box_score_players where game_id = $1 and player_id = $2',
        game,
        player,
      )
    )[0]?.blocks

  it('asks on each of thirty days for the games of the correction window and for no other', async () => {
    for (let day = 0; day < DAYS; day++) {
      const { outcome, cause } = await syncAfter(day)
      expect([dateOf(day), outcome, cause]).toEqual([dateOf(day), 'succeeded', null])
      const paths = (await replay.log()).map(({ path }) => path)
      const expected = await gamesBetween(dateOf(day + 1 - WINDOW), dateOf(day))
      expect([dateOf(day), gamesIn(paths, 'boxscoretraditionalv3')]).toEqual([dateOf(day), expected])
      expect(gamesIn(paths, 'playbyplayv3')).toEqual(expected)
    }
  }, 300_000)

  it('finds a statistic that is corrected five days later', async () => {
    const [game = ''] = await gamesBetween(dateOf(DAYS - 5), dateOf(DAYS - 5))
    const [line] = await query<{ player: number }>(
      'select player_id::int as player from box_score_players where game_id = $1 and minutes > 0 order by 1 limit 1',
      game,
    )
    await correct(game, line?.player ?? 0, 17)
    await syncAfter(DAYS)
    expect(await blocksOf(game, line?.player ?? 0)).toBe(17)
    await replay.clearEdits()
  })

  it('finds a statistic that is corrected twenty days later where it rechecks all games', async () => {
    const [game = ''] = await gamesBetween(dateOf(DAYS - 20), dateOf(DAYS - 20))
    const [line] = await query<{ player: number }>(
      'select player_id::int as player from box_score_players where game_id = $1 and minutes > 0 order by 1 limit 1',
      game,
    )
    await correct(game, line?.player ?? 0, 18)
    await syncAfter(DAYS + 1)
    expect(await blocksOf(game, line?.player ?? 0)).not.toBe(18)
    await syncAfter(DAYS + 1, { recheck: 'all' })
    expect(await blocksOf(game, line?.player ?? 0)).toBe(18)
  })

  it('finds it without a recheck if a game log has the correction too', async () => {
    await replay.clearEdits()
    await syncAfter(DAYS + 1, { recheck: 'all' })
    const [game = ''] = await gamesBetween(dateOf(DAYS - 19), dateOf(DAYS - 19))
    const [line] = await query<{ player: number; team: number }>(
      'select player_id::int as player, team_id::int as team from box_score_players where game_id = $1 and minutes > 0 order by 1 limit 1',
      game,
    )
    const { player, team } = line ?? { player: 0, team: 0 }
    await correct(game, player, 19)
    await replay.edit('leaguegamelog.*PlayerOrTeam=T', {
      where: { GAME_ID: game, TEAM_ID: team },
      set: { BLK: 25 },
    })
    await syncAfter(DAYS + 1)
    expect(await blocksOf(game, player)).toBe(19)
  })
})
