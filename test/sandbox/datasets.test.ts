import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Row } from '../../src/datasets/dataset.js'
import stints from '../../src/datasets/nba/stints.js'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { AFTER_2024_25, groupedBy, rowsOf, scopeOf, TEAMS, transformed } from './api/sandbox-requests.js'

const SEASON = scopeOf('2024-25')
/** A request of which only what it is about counts. */
const REQUEST = { service: 'stats', endpoint: '', path: '', params: {}, label: '' }

let sandbox: Sandbox
/** Games from all parts of the season, among them the one with three overtimes. */
let games: readonly string[]
let longGame: string
beforeAll(async () => {
  sandbox = await startSandbox({ asOf: AFTER_2024_25 })
  const lines = await rowsOf(sandbox, 'team_game_logs', SEASON)
  longGame = String(lines.find((line) => line.minutes === 315)?.game_id)
  games = [longGame, ...Array.from({ length: 40 }, (_, i) => `00224${String(1 + 30 * i).padStart(5, '0')}`)]
})
afterAll(() => sandbox.stop())

/** Datasets that ask; others are derived from stored rows. */
const ASKED = CATALOGUE.sandbox.filter(({ derivedFrom }) => derivedFrom === undefined)

describe('each dataset of the sandbox', () => {
  it.each(ASKED.map(({ name }) => name))('such as %s accepts every row of its answers', async (name) => {
    const { rows, refused } = await transformed(sandbox, name, SEASON, games)
    expect(refused).toEqual([])
    const { tables = [], emptyIsAnAnswer = false } = ASKED.find((one) => one.name === name) ?? {}
    for (const table of tables) {
      const list = rows[table.name] ?? []
      // The made-up league has no broadcasters.
      expect(list.length, table.name).toBeGreaterThanOrEqual(emptyIsAnAnswer ? 0 : 1)
      expect(groupedBy(list, ...table.key).size, `keys of ${table.name}`).toBe(list.length)
    }
  })

  it.each(['Pre Season', 'Playoffs'] as const)(
    'with games or game logs accepts every row of the %s',
    async (seasonType) => {
      for (const name of ['games', 'team_game_logs', 'player_game_logs']) {
        const { rows, refused } = await transformed(sandbox, name, scopeOf('2024-25', seasonType))
        expect(refused).toEqual([])
        expect(Object.values(rows).flat().length).toBeGreaterThan(50)
      }
    },
  )
})

describe('the stints of the sandbox', () => {
  it('have the minutes of the box score to the second, but for games in which players who do nothing can change places', async () => {
    const some = games.slice(0, 12)
    const actions = (await transformed(sandbox, 'play_by_play', SEASON, some)).rows.play_by_play ?? []
    const box = (await transformed(sandbox, 'box_scores', SEASON, some)).rows
    const derived = some.flatMap((about) => {
      const of = (rows: readonly Row[] = []) => rows.filter(({ game_id }) => game_id === about)
      const stored = {
        play_by_play: of(actions),
        box_score_players: of(box.box_score_players),
        box_score_teams: of(box.box_score_teams),
      }
      const rows = [...stints.transform(stored, { ...REQUEST, about }, SEASON)]
      return rows.flatMap((out) => (out.table === 'stint_games' && 'row' in out ? [out.row] : []))
    })
    const fit = derived.filter(({ misfit }) => misfit === null)
    expect(fit.length).toBeGreaterThan(0.8 * some.length)
    expect(new Set(fit.map(({ seconds_off }) => seconds_off))).toEqual(new Set([0]))
    const misfits = derived.flatMap(({ misfit }) => misfit ?? [])
    expect(misfits).toEqual(misfits.map(() => 'the minutes of the box score fit more than one line-up'))
  })
})

describe('a box score of the sandbox', () => {
  let boxPlayers: readonly Row[]
  beforeAll(async () => {
    boxPlayers = (await transformed(sandbox, 'box_scores', SEASON, games)).rows.box_score_players ?? []
  })

  it('has the same lines as the game log, and minutes that add up to the second', async () => {
    const logged = new Map(
      (await rowsOf(sandbox, 'player_game_logs', SEASON)).map((row) => [
        `${row.game_id} ${row.player_id}`,
        row,
      ]),
    )
    for (const row of boxPlayers.filter(({ minutes }) => minutes !== null)) {
      const line = logged.get(`${row.game_id} ${row.player_id}`)
      for (const column of [
        'team_id',
        'points',
        'rebounds',
        'assists',
        'turnovers',
        'plus_minus',
        'field_goal_pct',
      ]) {
        expect(row[column]).toBe(line?.[column])
      }
      expect(line?.minutes).toBe(Math.round(Number(row.minutes)))
    }
    for (const [key, rows] of groupedBy(boxPlayers, 'game_id', 'team_id')) {
      const minutes = rows.reduce((total, row) => total + Number(row.minutes), 0)
      expect(minutes).toBeCloseTo(key.startsWith(longGame) ? 315 : minutes < 250 ? 240 : 265)
    }
  })

  it('names five starters and gives a reason for each player who did not play', () => {
    for (const rows of groupedBy(boxPlayers, 'game_id', 'team_id').values()) {
      expect(
        rows
          .filter(({ position }) => position !== null)
          .map(({ position }) => String(position))
          .toSorted()
          .join(''),
      ).toBe('CFFGG')
      expect(rows.length).toBeGreaterThanOrEqual(13)
      expect(rows.length).toBeLessThanOrEqual(17)
    }
    const idle = boxPlayers.filter(({ minutes }) => minutes === null)
    expect(new Set(idle.map(({ comment }) => comment))).toEqual(
      new Set(["DNP - Coach's Decision", 'DNP - Injury/Illness']),
    )
  })
})

describe('the play-by-play of the sandbox', () => {
  it('ends with the final score and has an action for every point, rebound and foul of the box score', async () => {
    const { rows } = await transformed(sandbox, 'play_by_play', SEASON, games)
    const box = (await transformed(sandbox, 'box_scores', SEASON, games)).rows
    const actions = groupedBy(rows.play_by_play ?? [], 'game_id')
    expect(actions.size).toBe(new Set(games).size)
    for (const team of box.box_score_teams ?? []) {
      const own = actions.get(String(team.game_id)) ?? []
      expect(own.length).toBeGreaterThan(350)
      expect(own.at(-1)?.[team.is_home === true ? 'home_score' : 'away_score']).toBe(team.points)
    }
    for (const line of box.box_score_players ?? []) {
      if (line.minutes === null) continue
      const own = (actions.get(String(line.game_id)) ?? []).filter(
        (action) => action.player_id === line.player_id,
      )
      const of = (type: string): Row[] => own.filter((action) => action.action_type === type)
      const points =
        of('Made Shot').reduce((total, shot) => total + Number(shot.shot_value), 0) +
        of('Free Throw').filter(({ description }) => !String(description).startsWith('MISS')).length
      expect(points).toBe(line.points)
      expect(of('Rebound')).toHaveLength(Number(line.rebounds))
      expect(of('Foul')).toHaveLength(Number(line.personal_fouls))
    }
  })

  it('has equal scores at the end of each period that leads to overtime', async () => {
    const { rows } = await transformed(sandbox, 'play_by_play', SEASON, [longGame])
    const ends = (rows.play_by_play ?? []).filter(({ sub_type }) => sub_type === 'end')
    expect(ends.map(({ period }) => period)).toEqual([1, 2, 3, 4, 5, 6, 7])
    for (const end of ends.slice(3, 6)) expect(end.home_score).toBe(end.away_score)
  })
})

describe('the shots of the sandbox', () => {
  it("are the field goals of the players' lines", async () => {
    const shots = groupedBy(await rowsOf(sandbox, 'shots', SEASON), 'game_id', 'player_id')
    const lines = (await rowsOf(sandbox, 'player_game_logs', SEASON)).filter(({ team_id: team }) =>
      TEAMS.includes(String(team)),
    )
    const counted = lines.map((line) => {
      const own = shots.get(`${line.game_id} ${line.player_id}`) ?? []
      return [own.length, own.filter(({ is_made: made }) => made).length]
    })
    expect(lines.length).toBeGreaterThan(1_000)
    expect(counted).toEqual(
      lines.map(({ field_goals_attempted, field_goals_made }) => [field_goals_attempted, field_goals_made]),
    )
  })
})

describe('the rosters of the sandbox', () => {
  it('have each player with his last team, one head coach, and the names of the game log', async () => {
    const { rows } = await transformed(sandbox, 'rosters', SEASON)
    const lines = await rowsOf(sandbox, 'player_game_logs', SEASON)
    const last = new Map(lines.map((line) => [line.player_id, line]))
    const played = (rows.rosters ?? []).filter(({ player_id: player = null }) => last.has(player))
    expect(played.length).toBeGreaterThan(20)
    for (const { player_id: player = null, player_name, team_id } of played)
      expect(last.get(player)).toMatchObject({ player_name, team_id })
    const heads = (rows.coaches ?? []).filter(({ coach_type: type }) => type === 'Head Coach')
    expect(heads.map(({ team_id: team }) => String(team))).toEqual(TEAMS)
  })
})
