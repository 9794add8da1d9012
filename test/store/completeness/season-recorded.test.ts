import { describe, expect, it } from 'vitest'
import { datasetOf } from '../../../src/datasets/catalogue.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import { day, readRecorded, recorded, recordedFor, rowsOf } from '../../datasets/recorded.js'
import { TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const SEASON = { season: '2025-26', seasonType: 'Regular Season' } as const
/** A day after the recorded ones: what differs then is not one of the day's games. */
const LATER = '2026-03-05'

const teamLines = recorded('smoke.LeagueGameLog.json.gz')
const mitchellsLines = recorded('smoke.PlayerGameLog.json.gz')
const MITCHELL = 1628378

/** A line of the players' log, made of one of a player's own. */
const lineOf = (line: Readonly<Record<string, unknown>>): Cells => ({
  ...Object.fromEntries(Object.entries(COLUMNS).map(([column, from]) => [column, line[from] as Cell])),
  season: SEASON.season,
  season_type: SEASON.seasonType,
  game_date: day(line.GAME_DATE),
  team_id: 0,
  team_abbreviation: '',
  player_name: 'Donovan Mitchell',
})
const COLUMNS = {
  game_id: 'Game_ID',
  player_id: 'Player_ID',
  matchup: 'MATCHUP',
  result: 'WL',
  minutes: 'MIN',
  field_goals_made: 'FGM',
  field_goals_attempted: 'FGA',
  three_pointers_made: 'FG3M',
  three_pointers_attempted: 'FG3A',
  rebounds: 'REB',
  assists: 'AST',
  points: 'PTS',
}

/** Stores a dataset's recorded answer, or the rows of it that `whose` takes. */
async function store(name: string, whose: (row: Cells) => boolean = () => true, change: Cells = {}) {
  const dataset = datasetOf('nba', name)
  const { answer, about } = await recordedFor(dataset)
  const { of } = await readRecorded(dataset, answer, { season: SEASON.season, about })
  for (const table of dataset.tables) {
    const rows = of(table.name).filter(whose)
    expect(rows.length).toBeGreaterThan(0)
    await tiny.store(table.name, ...rows.map((row) => ({ ...row, ...change })))
  }
}

const verified = (name: string) => tiny.verify(name, LATER, SEASON)

describe.skipIf(teamLines === undefined)('recorded statistics of teams beside their recorded lines', () => {
  it.each([
    'team_season_stats',
    'team_estimated_metrics',
    'team_clutch_stats',
    'team_season_hustle',
    'team_shot_locations',
    'team_tracked_shots',
    'opponent_tracked_shots',
    'team_tracked_defense',
    'team_tracking_speed',
  ])('have nothing against them: %s', async (name) => {
    const { of } = await readRecorded(teamGameLogs, teamLines, { season: SEASON.season })
    await tiny.store('team_game_logs', ...of('team_game_logs'))
    await store(name)
    expect(await verified(name)).toEqual({ verifiedBy: 'team_game_logs', findings: [] })
  })
})

describe.skipIf(mitchellsLines === undefined)(
  "a player's recorded statistics beside his recorded lines",
  () => {
    const his = (row: Cells): boolean => row.player_id === MITCHELL

    it.each([
      'player_season_bios',
      'player_estimated_metrics',
      'player_clutch_stats',
      'player_season_hustle',
      'player_shot_locations',
      'player_tracked_shots',
      'player_tracked_defense',
    ])('have nothing against them: %s', async (name) => {
      await tiny.store('player_game_logs', ...rowsOf(mitchellsLines, 'PlayerGameLog').map(lineOf))
      await store(name, his)
      expect(await verified(name)).toEqual({ verifiedBy: 'player_game_logs', findings: [] })
    })

    it.each([
      ['player_season_bios', { points: 1 }],
      ['player_estimated_metrics', { wins: 50, games_played: 99 }],
      ['player_clutch_stats', { points: 9_999 }],
      ['player_season_hustle', { minutes: 3_000 }],
      ['player_shot_locations', { midrange_made: 900 }],
      ['player_tracked_shots', { three_pointers_attempted: 900 }],
      ['player_tracked_defense', { games_played: 99 }],
    ])('are in conflict with another value: %s %j', async (name, change) => {
      await tiny.store('player_game_logs', ...rowsOf(mitchellsLines, 'PlayerGameLog').map(lineOf))
      await store(name, his, change)
      const { findings } = await verified(name)
      expect(findings).toContainEqual(expect.objectContaining({ kind: 'conflict', subject: `${MITCHELL}` }))
    })
  },
)

describe.skipIf(teamLines === undefined)('all recorded rows agree with themselves', () => {
  it.each([
    'player_clutch_stats',
    'player_estimated_metrics',
    'player_season_hustle',
    'player_shot_locations',
    'player_tracked_shots',
    'player_tracked_defense',
    'player_on_off_stats',
    'player_on_off_ratings',
    'cup_standings',
    'playoff_picture',
    'shot_averages',
    'player_career_stats',
    'team_season_history',
    'team_clutch_stats',
    'team_tracked_shots',
    'opponent_tracked_shots',
  ])('%s', async (name) => {
    await store(name)
    expect((await verified(name)).findings).toEqual([])
  })
})

describe.skipIf(teamLines === undefined)(
  'a recorded row with another value does not agree with itself',
  () => {
    it.each([
      ['shot_averages', { field_goal_pct: 0.999 }],
      ['player_tracked_shots', { effective_field_goal_pct: 0.999 }],
      ['team_tracked_shots', { effective_field_goal_pct: 0.999 }],
      ['player_season_hustle', { box_out_rebounds: 999 }],
      ['player_season_hustle', { box_out_team_rebounds: 999 }],
      ['player_career_stats', { points: 999 }],
      ['team_season_history', { points: 999 }],
      ['team_season_history', { rebounds: 999 }],
    ])('%s %j', async (name, change) => {
      await store(name, undefined, change)
      const [[column, value] = []] = Object.entries(change)
      const { findings } = await verified(name)
      expect(findings).toContainEqual(
        expect.objectContaining({ kind: 'wrong', detail: expect.stringContaining(`${column} ${value}`) }),
      )
    })
  },
)

describe.skipIf(teamLines === undefined)("the players' recorded hustle", () => {
  const beside = async (change: Cells) => {
    await store('team_season_hustle')
    await store('player_season_hustle', undefined, change)
    return verified('player_season_hustle')
  }

  it("adds up to the teams'", async () => {
    expect(await beside({})).toEqual({ verifiedBy: 'team_season_hustle', findings: [] })
  })

  it('is in conflict with another value in the sum', async () => {
    expect((await beside({ screen_assist_points: 1 })).findings).toMatchObject([
      { kind: 'conflict', detail: 'all rows: screen_assist_points 532, team_season_hustle 28928' },
    ])
  })
})

describe.skipIf(teamLines === undefined)("the teams' recorded clutch", () => {
  it.each([
    [{ wins: 1, losses: 0, games_played: 1, win_pct: 1 }, '30 wins of all teams, 0 losses'],
    [{ plus_minus: 1 }, 'plus_minus of all teams is 30, not 0'],
  ])('is wrong where not all have as much against them as for them: %j', async (change, detail) => {
    await store('team_clutch_stats', undefined, change)
    expect((await verified('team_clutch_stats')).findings).toContainEqual(
      expect.objectContaining({ kind: 'wrong', detail }),
    )
  })
})

describe('a season before there were threes', () => {
  const findings = async (points: number) => {
    await tiny.store('player_career_stats', {
      player_id: 1,
      season: '1970-71',
      season_type: SEASON.seasonType,
      team_id: 1,
      team_abbreviation: 'HOM',
      field_goals_made: 10,
      three_pointers_made: null,
      free_throws_made: 5,
      points,
    })
    const scope = { ...SEASON, season: '1970-71' }
    return (await tiny.verify('player_career_stats', LATER, scope)).findings.map(({ detail }) => detail)
  }

  it('has the points of its field goals and free throws', async () => {
    expect(await findings(25)).toEqual([])
  })

  it('is told from one with other points', async () => {
    expect(await findings(26)).toContain(
      'HOM: points 26, but field_goals_made, three_pointers_made, free_throws_made make 25',
    )
  })
})

describe.skipIf(teamLines === undefined)("the players' recorded biographies", () => {
  it('have the games and points of their totals, and the true shooting that these make', async () => {
    await store('player_season_stats')
    await store('player_season_bios')
    expect(await verified('player_season_bios')).toEqual({ verifiedBy: 'player_season_stats', findings: [] })
  })

  it.each<[Cells, string]>([
    [{ games_played: 1 }, 'games_played 1, player_season_stats '],
    [{ points: 1 }, 'points 1, player_season_stats '],
    [{ assists: null }, 'Donovan Mitchell: assists ?, player_season_stats '],
    [{ true_shooting_pct: 0.999 }, 'true_shooting_pct 0.999, player_season_stats '],
  ])('are in conflict with them where they have another value: %j', async (change, detail) => {
    await store('player_season_stats')
    await store('player_season_bios', ({ player_id: id }) => id !== MITCHELL)
    await store('player_season_bios', ({ player_id: id }) => id === MITCHELL, change)
    expect((await verified('player_season_bios')).findings).toEqual([
      expect.objectContaining({
        kind: 'conflict',
        subject: `${MITCHELL}`,
        detail: expect.stringContaining(detail),
      }),
    ])
  })

  it('are of nobody whom the totals lack', async () => {
    await store('player_season_stats', ({ player_id: id }) => id !== MITCHELL)
    await store('player_season_bios')
    expect((await verified('player_season_bios')).findings).toMatchObject([
      { kind: 'conflict', detail: 'Donovan Mitchell: has no line in player_season_stats' },
    ])
  })

  it('may differ on the day after a game of the team', async () => {
    await tiny.store(
      'team_game_logs',
      ...[1610612739, 1610612752].map((team) => ({
        season: SEASON.season,
        season_type: SEASON.seasonType,
        game_id: '0022500900',
        game_date: LATER,
        team_id: team,
        team_abbreviation: '',
        team_name: '',
        matchup: '',
      })),
    )
    await store('player_season_stats', ({ player_id: id }) => id === MITCHELL)
    await store('player_season_bios', ({ player_id: id }) => id === MITCHELL, { points: 1 })
    const { findings } = await verified('player_season_bios')
    expect(findings.filter(({ subject }) => subject === `${MITCHELL}`)).toMatchObject([{ kind: 'note' }])
  })
})
