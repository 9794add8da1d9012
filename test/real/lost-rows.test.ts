import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'
import { contents, versions } from './tables.js'

/** A program beside the project that makes a season of the first 60 games of 2018-19. */
const smallSeason = fileURLToPath(new URL('../../../shared/lies/mini.py', import.meta.url))
const SEASON = '2026-27'

const available = replayAvailable && spawnSync('python3', ['--version']).status === 0

const half = (table: string): string =>
  `${table} where ctid in (select ctid from ${table} order by md5(ctid::text) limit (select count(*) / 2 from ${table}))`

/** A value of each table that a slip of the hand changes. */
const DAMAGED = {
  teams: `full_name = 'x'`,
  team_seasons: `full_name = 'x'`,
  players: `full_name = 'x'`,
  player_seasons: `position = 'x'`,
  games: 'home_score = 1',
  team_game_logs: 'points = 1',
  player_game_logs: 'points = null',
  standings: 'wins = 1',
  box_score_players: 'points = 77',
  box_score_teams: 'points = 77',
  play_by_play: `description = 'x'`,
} as const
const TABLES = Object.keys(DAMAGED) as (keyof typeof DAMAGED)[]

const LOSSES = {
  'half of every table': (table: string) => `delete from ${half(table)}`,
  'every table': (table: string) => `delete from ${table}`,
  'values in every table': (table: keyof typeof DAMAGED) =>
    `update ${table} set ${DAMAGED[table]} where ctid in (select ctid from ${half(table)})`,
}

describe.skipIf(!available)('a season of which the database has lost', () => {
  let replay: Replay
  let home: Home
  let folder: string
  let whole: Record<string, string>
  const sync = () => home.json('sync', SEASON, '--pace', '1000', '--only', FOR_ALL_TABLES.join(','))

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'small-season-'))
    spawnSync('python3', [smallSeason, folder])
    replay = await startReplay('--data', folder)
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2026-11-25' })
    await sync()
    whole = await contents(home)
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('nothing is complete', async () => {
    expect((await home.json('show', 'latest')).outcome).toBe('succeeded')
  })

  it.each(Object.entries(LOSSES))('%s has them back after one sync, which says so', async (_, sql) => {
    for (const table of TABLES) await home.query(sql(table))
    const left = await contents(home)
    expect(TABLES.filter((table) => left[table] === whole[table])).toEqual([])
    const { runId, outcome } = await sync()
    expect(outcome).toBe('succeeded')
    expect(await contents(home)).toEqual(whole)
    const changed = await home.query(
      'select distinct table_name as name, cause from row_changes where run_id = $1 order by 1',
      [runId],
    )
    expect(changed).toEqual(TABLES.toSorted().map((name) => ({ name, cause: 'rebuild' })))
  })

  it('nothing has no row written by a sync', async () => {
    const before = await versions(home)
    const { datasets } = await sync()
    expect(datasets.filter(({ inserted, updated, removed }) => inserted + updated + removed > 0)).toEqual([])
    expect(await versions(home)).toEqual(before)
  })

  it('nothing has no row written by --rebuild either', async () => {
    const before = await versions(home)
    const { exitCode } = await home.json('sync', SEASON, '--pace', '1000', '--rebuild')
    expect(exitCode).toBe(0)
    expect(await versions(home)).toEqual(before)
  })
})

/** Datasets that fill all the tables, with what they need. */
const FOR_ALL_TABLES = ['teams', 'players', 'player_seasons', 'standings', 'box_scores', 'play_by_play']
