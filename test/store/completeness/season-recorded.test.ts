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
    [{ blocked_attempts: 20 }, 'blocks 339 of all teams, blocked_attempts 600'],
    [{ personal_fouls_drawn: 50 }, 'personal_fouls 1801 of all teams, personal_fouls_drawn 1500'],
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

/** Stores recorded rows; those of one team or player with other values. */
async function storeChanged(name: string, whose: (row: Cells) => boolean, change: Cells) {
  await store(name, (row) => !whose(row))
  await store(name, whose, change)
}
const CLEVELAND = 1610612739
const ofCleveland = ({ team_id: id }: Cells): boolean => id === CLEVELAND

describe.skipIf(teamLines === undefined)('what the opponents of a team did to it', () => {
  it.each([
    ['blocked_attempts', 999, 'blocked_attempts 999, team_game_logs '],
    ['personal_fouls_drawn', 99, 'personal_fouls_drawn 99, team_game_logs '],
  ])('is in conflict with their lines: %s %d', async (column, value, detail) => {
    const { of } = await readRecorded(teamGameLogs, teamLines, { season: SEASON.season })
    await tiny.store('team_game_logs', ...of('team_game_logs'))
    await storeChanged('team_season_stats', ofCleveland, { [column]: value })
    expect((await verified('team_season_stats')).findings).toContainEqual(
      expect.objectContaining({ kind: 'conflict', detail: expect.stringContaining(detail) }),
    )
  })

  it('is not compared where the season did not keep it', async () => {
    const { of } = await readRecorded(teamGameLogs, teamLines, { season: SEASON.season })
    await tiny.store('team_game_logs', ...of('team_game_logs'))
    await store('team_season_stats', undefined, { personal_fouls_drawn: 0 })
    expect((await verified('team_season_stats')).findings).toEqual([])
  })
})

describe.skipIf(teamLines === undefined)("the players' recorded totals", () => {
  it("have as many blocked attempts and drawn fouls as the teams'", async () => {
    await store('team_season_stats')
    await store('player_season_stats')
    expect(await verified('player_season_stats')).toEqual({ verifiedBy: 'team_season_stats', findings: [] })
  })

  it('are in conflict with them where they have more', async () => {
    await store('team_season_stats')
    await storeChanged('player_season_stats', ({ player_id: id }) => id === MITCHELL, {
      blocked_attempts: 133,
    })
    expect((await verified('player_season_stats')).findings).toMatchObject([
      { kind: 'conflict', detail: 'all rows: blocked_attempts 8331, team_season_stats 8231' },
    ])
  })

  it('are noted with a plus/minus that his lines do not make', async () => {
    await tiny.store(
      'player_game_logs',
      ...rowsOf(mitchellsLines, 'PlayerGameLog').map((line) => ({
        ...lineOf(line),
        plus_minus: line.PLUS_MINUS as Cell,
      })),
    )
    await store('player_season_stats', ({ player_id: id }) => id === MITCHELL, { plus_minus: 437 })
    const details = (await verified('player_season_stats')).findings.map(
      ({ kind, detail }) => `${kind} ${detail}`,
    )
    expect(details.join('\n')).toMatch(/note player_season_stats.* plus_minus 437, player_game_logs 337/)
  })
})

describe.skipIf(teamLines === undefined)('a team with a player on the floor and off it', () => {
  const ofAllen = ({ player_id: id }: Cells): boolean => id === 1628386
  const beside = async (change: Cells): Promise<string> => {
    await store('team_season_stats')
    await store('player_season_stats')
    await storeChanged('player_on_off_stats', ofAllen, change)
    return (await verified('player_on_off_stats')).findings.map(({ detail }) => detail).join('\n')
  }

  it('has the totals of the team, and of the player while he was on it', async () => {
    expect(await beside({})).toBe('')
  })

  it.each<[Cells, string]>([
    [{ steals: 900 }, 'Allen, Jarrett: on and off the floor steals 1800, team_season_stats '],
    [{ steals: 0 }, 'Allen, Jarrett: on and off the floor steals 0, team_season_stats '],
    [{ minutes: 2_000 }, 'Allen, Jarrett: on and off the floor minutes 4000.00, team_season_stats '],
    [{ plus_minus: 99 }, 'Allen, Jarrett: plus_minus 99, player_season_stats 197'],
    [
      { games_played: 44, wins: 29 },
      'games_played 44, player_season_stats 45, wins 29, player_season_stats 30',
    ],
  ])('is noted with others: %j', async (change, detail) => {
    expect(await beside(change)).toContain(detail)
  })

  it('is noted with ratings of other minutes', async () => {
    await store('player_on_off_stats')
    await storeChanged('player_on_off_ratings', ofAllen, { minutes: 99 })
    expect((await verified('player_on_off_ratings')).findings).toMatchObject([
      { kind: 'note', detail: expect.stringContaining('Allen, Jarrett: minutes 99, player_on_off_stats 12') },
    ])
  })
})

describe.skipIf(teamLines === undefined)('the recorded playoff picture', () => {
  const beside = async (change: Cells): Promise<string> => {
    const { of } = await readRecorded(teamGameLogs, teamLines, { season: SEASON.season })
    await tiny.store('team_game_logs', ...of('team_game_logs'))
    const dataset = datasetOf('nba', 'playoff_picture')
    const { answer } = await recordedFor(dataset)
    const picture = await readRecorded(dataset, answer, { season: SEASON.season })
    await tiny.store('playoff_picture_standings', ...picture.of('playoff_picture_standings'))
    await tiny.store(
      'playoff_picture_series',
      ...picture.of('playoff_picture_series').map((row, i) => (i === 0 ? { ...row, ...change } : row)),
    )
    return (await verified('playoff_picture')).findings.map(({ detail }) => detail).join('\n')
  }

  it('has the ranks of its table and the wins of the log', async () => {
    expect(await beside({})).toBe('')
  })

  it.each<[Cells, string]>([
    [{ high_seed: 9, conference: 'West' }, 'without a line in playoff_picture_standings'],
    [{ low_seed: 7 }, 'low_seed 7, playoff_picture_standings 8'],
    [{ low_seed_team: 'Miami' }, 'low_seed_team Miami, playoff_picture_standings Orlando'],
    [{ high_seed_wins: 2 }, 'DET: 2-1 against ORL, team_game_logs 1-1'],
    [{ low_seed_team_id: 1610612765 }, 'high_seed_team_id and low_seed_team_id are both 1610612765'],
    [{ remaining_games: 3 }, 'remaining_games 3, but remaining_home_games, remaining_away_games make 2'],
  ])('is told from another: %j', async (change, detail) => {
    expect(await beside(change)).toContain(detail)
  })
})

describe.skipIf(teamLines === undefined)('names of teams', () => {
  const season = async (name: string, change: Cells): Promise<string> => {
    await store('teams')
    await storeChanged(name, ofCleveland, change)
    return (await verified(name)).findings.map(({ detail }) => detail).join('\n')
  }

  it.each([
    'standings',
    'cup_standings',
    'team_season_stats',
    'team_estimated_metrics',
    'team_season_hustle',
    'team_clutch_stats',
    'team_tracked_shots',
    'team_tracking_speed',
  ])('are those of the season: %s', async (name) => {
    expect(await season(name, {})).not.toContain('team_seasons')
  })

  it.each<[string, Cells, string]>([
    [
      'standings',
      { team_city: 'Clevland' },
      'CLE: team_city team_name Clevland Cavaliers, team_seasons Cleveland Cavaliers',
    ],
    [
      'team_season_stats',
      { team_name: 'Cavaliers' },
      'CLE: team_name Cavaliers, team_seasons Cleveland Cavaliers',
    ],
  ])('are noted where they are others: %s %j', async (name, change, detail) => {
    expect(await season(name, change)).toContain(detail)
  })

  const ofAll = async (name: string, change: Cells): Promise<string> => {
    await store('franchise_history')
    await store('team_years')
    await store(name, undefined, change)
    const { findings } = await verified(name)
    return findings.map(({ kind, detail }) => `${kind} ${detail}`).join('\n')
  }

  it.each(['draft_picks', 'team_details'])('are those of a franchise: %s', async (name) => {
    expect(await ofAll(name, {})).toBe('')
  })

  it.each<[string, Cells, RegExp]>([
    [
      'draft_picks',
      { team_id: 1610612799 },
      /conflict .*: league_id 00, team_id 1610612799, without a line in team_years/,
    ],
    [
      'draft_picks',
      { team_city: 'Clevland' },
      /conflict .*team_city Clevland, .* without a line in franchise_history/,
    ],
    ['team_details', { founded_year: 1971 }, /note .*founded_year 1971, franchise_history 1970/],
    ['team_details', { nickname: 'Barons' }, /note .*nickname Barons, franchise_history Cavaliers/],
    ['team_details', { abbreviation: 'CLV' }, /note .*abbreviation CLV, team_years CLE/],
  ])('are told from others: %s %j', async (name, change, detail) => {
    expect(await ofAll(name, change)).toMatch(detail)
  })
})

describe.skipIf(teamLines === undefined)('the recorded speed of teams', () => {
  it('is that of the distance in the minutes', async () => {
    await store('team_tracking_speed', undefined, { average_speed: 5.5 })
    expect((await verified('team_tracking_speed')).findings[0]).toMatchObject({
      kind: 'wrong',
      detail: expect.stringMatching(/average_speed 5.5, but .* distance_miles in .* minutes make 4/),
    })
  })
})
