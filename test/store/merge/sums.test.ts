import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { holdsOfRun, mergeAnswer, playerLine, teamLine } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

type Line = Record<string, Cell>
const GAME = '0021800001'
const TEAM = 1610619001

/** Five players of the team with these statistics, and one more. */
const five = (more: Line = {}): Line[] =>
  [100, 102, 104, 106, 108].map((player) =>
    playerLine(1, player, { team_id: TEAM, points: 20, assists: 4, minutes: 46, ...more }),
  )
const sixth = (more: Line): Line =>
  playerLine(1, 110, { team_id: TEAM, points: 0, assists: 0, minutes: 0, ...more })
const team = (more: Line): Line => teamLine(1, TEAM, { points: 100, assists: 20, minutes: 230, ...more })

const teamLog = (rows: Line[]) => mergeAnswer(database.pool, teamGameLogs, { rows })
const playerLog = (rows: Line[], accept = false) =>
  mergeAnswer(database.pool, playerGameLogs, { rows }, accept)
const playersOf = async (table = 'player_game_logs'): Promise<number> =>
  (await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n ?? 0

describe("a player's line that a complete answer lacks", () => {
  it.each([
    ['points', { points: 12 }, { points: 112 }],
    ['rebounds alone', { offensive_rebounds: 2 }, { offensive_rebounds: 2 }],
    ['minutes alone', { minutes: 1 }, { minutes: 230 }],
    ['minutes alone that rounding hides', { minutes: 3 }, { minutes: 231 }],
  ] as const)('is held where only with its %s the sum is the team’s', async (_, own, total) => {
    await teamLog([team(total)])
    await playerLog([...five({ offensive_rebounds: 0 }), sixth({ offensive_rebounds: 0, ...own })])
    const held = await playerLog(five({ offensive_rebounds: 0 }))
    expect(held).toMatchObject({ removed: 0, held: 1 })
    expect(await playersOf()).toBe(6)
    expect(await holdsOfRun(database.pool, held)).toMatchObject([
      { subject: GAME, column_name: null, rows: 1, detail: expect.stringContaining('team_game_logs') },
    ])
  })

  it('may go where it has neither statistics nor minutes', async () => {
    await teamLog([team({})])
    await playerLog([...five(), sixth({})])
    expect(await playerLog(five())).toMatchObject({ removed: 1, held: 0 })
  })

  it('goes where the sum holds without it only', async () => {
    await teamLog([team({})])
    await playerLog([...five(), sixth({ points: 12, minutes: 5 })])
    expect(await playerLog(five())).toMatchObject({ removed: 1, held: 0 })
  })

  it("goes where the team's line was corrected before it", async () => {
    await teamLog([team({ points: 102, minutes: 233 })])
    await playerLog([...five(), sixth({ points: 2, minutes: 3 })])
    await teamLog([team({})])
    expect(await playerLog(five())).toMatchObject({ removed: 1, held: 0 })
  })

  it("goes where its minutes alone were taken from the team's line", async () => {
    await teamLog([team({ minutes: 233 })])
    await playerLog([...five(), sixth({ minutes: 3 })])
    await teamLog([team({})])
    expect(await playerLog(five())).toMatchObject({ removed: 1, held: 0 })
  })

  it('goes where another line has its statistics now', async () => {
    await teamLog([team({ points: 112, minutes: 235 })])
    await playerLog([...five(), sixth({ points: 12, minutes: 5 })])
    const [first, ...others] = five()
    expect(await playerLog([{ ...first, points: 32, minutes: 51 }, ...others])).toMatchObject({
      removed: 1,
      held: 0,
    })
  })

  it('goes when removals are accepted', async () => {
    await teamLog([team({ points: 112 })])
    await playerLog([...five(), sixth({ points: 12 })])
    expect(await playerLog(five(), true)).toMatchObject({ removed: 1, held: 0 })
  })

  it('is held with all lines of its team where none is left', async () => {
    await teamLog([team({ points: 7 }), teamLine(1, 2)]) // the sums never held
    await playerLog([...five(), playerLine(1, 101, { team_id: 2 })])
    expect(await playerLog([playerLine(1, 101, { team_id: 2 })])).toMatchObject({ removed: 0, held: 5 })
  })
})

describe('a box score', () => {
  const scopes = { box_score_players: [GAME], box_score_teams: [GAME] }
  const person = (id: number, more: Line = {}): Line => ({
    game_id: GAME,
    player_id: id,
    team_id: TEAM,
    minutes: 48,
    points: 20,
    ...more,
  })
  const people = [1, 2, 3, 4, 5].map((id) => person(id))
  const absent = person(6, { minutes: null, points: null })
  const box = (players: Line[], points = 100, minutes = 240) =>
    mergeAnswer(database.pool, boxScores, {
      rows: {
        box_score_players: players,
        box_score_teams: [{ game_id: GAME, team_id: TEAM, is_home: true, minutes, points }],
      },
      facts: { scopes },
    })

  it('removes none of its lines where one of them is held', async () => {
    await box([...people, absent])
    expect(await box(people.slice(1))).toMatchObject({ removed: 0, held: 2 })
    expect(await playersOf('box_score_players')).toBe(6)
  })

  it('without its people removes none of them, and is held', async () => {
    await box(people, 7)
    const held = await box([], 7)
    expect(held).toMatchObject({ removed: 0, held: 5 })
    expect(await holdsOfRun(database.pool, held)).toMatchObject([{ subject: GAME, rows: 5 }])
  })

  it("removes a line when the team's line in the same answer is corrected with it", async () => {
    await box(people)
    expect(await box(people.slice(1), 80, 192)).toMatchObject({ removed: 1, held: 0 })
  })

  it('removes the line of a player who did not play', async () => {
    await box([...people, absent])
    expect(await box(people)).toMatchObject({ removed: 1, held: 0 })
  })

  it("keeps a player's line that comes empty although the team's line counts it", async () => {
    await box(people)
    const held = await box([person(1, { minutes: null, points: null }), ...people.slice(1)])
    expect(held).toMatchObject({ held: 1, updated: 0 })
    expect(await holdsOfRun(database.pool, held)).toMatchObject([{ subject: GAME, rows: 1 }])
  })

  it("takes over a player's line that comes empty where the sum holds without it", async () => {
    await box([...people, person(6, { minutes: 2, points: 5 })])
    expect(await box([...people, absent])).toMatchObject({ held: 0, updated: 1 })
  })
})
