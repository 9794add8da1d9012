import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { AFTER_2024_25, groupedBy, rowsOf, scopeOf } from '../api/sandbox-requests.js'

let sandbox: Sandbox
let lines: readonly Row[]
let index: readonly Row[]
beforeAll(async () => {
  sandbox = await startSandbox({ asOf: AFTER_2024_25 })
  lines = await rowsOf(sandbox, 'player_game_logs', scopeOf('2024-25'))
  index = await rowsOf(sandbox, 'player_seasons', scopeOf('2024-25'))
})
afterAll(() => sandbox.stop())

const teamsOf = (player: readonly Row[]): Set<unknown> => new Set(player.map(({ team_id }) => team_id))

describe('players of the sandbox', () => {
  it('are traded in mid-season: dozens play for two teams, some for three', () => {
    const teams = [...groupedBy(lines, 'player_id').values()].map((player) => teamsOf(player).size)
    expect(teams.filter((n) => n === 2).length).toBeGreaterThan(20)
    expect(teams.filter((n) => n >= 3).length).toBeGreaterThan(0)
  })

  it('play at most one game a day, and change teams only in trades', () => {
    for (const player of groupedBy(lines, 'player_id').values()) {
      expect(new Set(player.map(({ game_date }) => game_date)).size).toBe(player.length)
      const spells = player.filter((line, i) => line.team_id !== player[i - 1]?.team_id)
      expect(spells.length).toBeLessThanOrEqual(4)
    }
  })

  it('are in playerindex with each team that they played for', () => {
    const listed = groupedBy(index, 'player_id')
    for (const [id, player] of groupedBy(lines, 'player_id')) {
      const teams = teamsOf(listed.get(id) ?? [])
      for (const team of teamsOf(player)) expect(teams.has(team)).toBe(true)
    }
  })

  it('mostly stay for some seasons; some are away for a season and come back', async () => {
    const seasons = await Promise.all(
      ['2020-21', '2021-22', '2022-23', '2023-24'].map(async (season) => {
        const rows = await rowsOf(sandbox, 'player_seasons', scopeOf(season))
        return new Set(rows.map(({ player_id }) => player_id))
      }),
    )
    const [first = new Set(), second = new Set(), third = new Set(), last = new Set()] = seasons
    const stayed = [...first].filter((id) => second.has(id)).length / first.size
    expect(stayed).toBeGreaterThan(0.7)
    expect(stayed).toBeLessThan(0.95)
    expect([...first].some((id) => !second.has(id) && third.has(id))).toBe(true)
    expect([...last].some((id) => !first.has(id) && !second.has(id) && !third.has(id))).toBe(true)
  })

  it('are all listed by commonallplayers, with first and last years that include their seasons', async () => {
    const all = new Map(
      (await rowsOf(sandbox, 'players', scopeOf('2024-25'))).map((row) => [row.player_id, row]),
    )
    expect(all.size).toBeGreaterThan(4000)
    for (const { player_id } of lines) {
      const player = all.get(player_id ?? null)
      expect(Number(player?.from_year)).toBeLessThanOrEqual(2024)
      expect(Number(player?.to_year)).toBe(2024)
    }
  })

  it('have the same kinds of names, jersey numbers and missing values as real players', async () => {
    const names = (await rowsOf(sandbox, 'players', scopeOf('2024-25'))).map(({ full_name }) =>
      String(full_name),
    )
    for (const form of [/[À-ž]/, /^Đ| Đ/, / Jr\.$/, / III$/, /'/, /^\S+$/, /\S-\S/]) {
      expect(
        names.some((name) => form.test(name)),
        String(form),
      ).toBe(true)
    }
    const rows = await Promise.all(
      ['2022-23', '2023-24', '2024-25'].map((season) => rowsOf(sandbox, 'player_seasons', scopeOf(season))),
    )
    const has = (isSuch: (row: Row) => boolean): boolean => rows.flat().some(isSuch)
    expect(has((row) => row.jersey_number === '00')).toBe(true)
    expect(has((row) => row.jersey_number === '0')).toBe(true)
    expect(has((row) => row.jersey_number === null)).toBe(true)
    expect(has((row) => row.draft_year === null)).toBe(true)
    expect(has((row) => row.draft_round === 2)).toBe(true)
    expect(has((row) => row.college === null)).toBe(true)
  })

  it('wear a number that no teammate wears at the time', async () => {
    const opening = await startSandbox({ asOf: '2024-10-30' })
    const rows = await rowsOf(opening, 'player_seasons', scopeOf('2024-25'))
    await opening.stop()
    const worn = rows.filter(({ jersey_number }) => jersey_number !== null)
    expect(groupedBy(worn, 'team_id', 'jersey_number').size).toBe(worn.length)
    const sizes = [...groupedBy(rows, 'team_id').values()].map((team) => team.length)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(17)
  })
})

describe('franchises of the sandbox', () => {
  it('keep their id when they change their name', async () => {
    const [early, late] = await Promise.all(
      ['1984-85', '1985-86'].map((season) => rowsOf(sandbox, 'teams', scopeOf(season), 'team_seasons')),
    )
    const nameOf = (rows: readonly Row[] | undefined, name: string): unknown =>
      rows?.find(({ full_name }) => full_name === name)?.team_id
    expect(nameOf(early, 'Copper Flats Miners')).toBeDefined()
    expect(nameOf(early, 'Copper Flats Miners')).toBe(nameOf(late, 'Silverpass Prospectors'))
    const ids = (rows: readonly Row[] | undefined): unknown[] =>
      (rows ?? []).map(({ team_id }) => String(team_id)).toSorted()
    expect(ids(early)).toEqual(ids(late))
  })
})
