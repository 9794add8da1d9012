import { describe, expect, it } from 'vitest'
import { AWAY, dateOf, HOME, playerLine, SCOPE, teamLine, TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const season = { season: SCOPE.season, season_type: SCOPE.seasonType }
const PLAYER = 100
const player = { ...season, player_id: PLAYER, player_name: 'Ada' }

const SHOTS = { field_goals_made: 5, field_goals_attempted: 8 }

/** Two games of a team, and of one of its players. */
async function lines(): Promise<void> {
  for (const game of [1, 2]) {
    await tiny.store('team_game_logs', teamLine(game, HOME, { turnovers: 10, plus_minus: 10 }))
    await tiny.store('player_game_logs', playerLine(game, HOME, PLAYER, SHOTS))
  }
}

async function findingsOf(dataset: string, ...rows: readonly Cells[]) {
  await lines()
  await tiny.store(dataset, ...rows)
  return tiny.findings(dataset)
}

describe("a team's totals of the season", () => {
  const totals = (more: Cells = {}): Cells => ({
    ...season,
    team_id: HOME,
    team_name: 'Homes',
    games_played: 2,
    wins: 2,
    losses: 0,
    win_pct: 1,
    minutes: 96,
    points: 100,
    assists: 30,
    rebounds: 90,
    turnovers: 20,
    plus_minus: 20,
    ...more,
  })

  it('are those of its lines, the minutes a fifth of them', async () => {
    expect(await findingsOf('team_season_stats', totals())).toEqual([])
    expect(await tiny.verify('team_season_stats')).toMatchObject({ verifiedBy: 'team_game_logs' })
  })

  it('may be a correction apart', async () => {
    expect(await findingsOf('team_season_stats', totals({ assists: 32, rebounds: 89 }))).toEqual([])
  })

  it.each<[Cells, string]>([
    [{ points: 106 }, 'points 106, team_game_logs 100'],
    [{ minutes: 480 }, 'minutes 480, team_game_logs 96'],
    [
      { losses: 1, games_played: 3, win_pct: 0.667 },
      'games_played 3, team_game_logs 2, losses 1, team_game_logs 0',
    ],
  ])('differ with %j', async (more, detail) => {
    expect(await findingsOf('team_season_stats', totals(more))).toContainEqual({
      kind: 'conflict',
      subject: `${HOME}`,
      detail: `Homes: ${detail}`,
    })
  })

  it('are of each team with lines', async () => {
    const other = { team_id: 9, team_name: 'Nobody' }
    expect(await findingsOf('team_season_stats', totals(other))).toContainEqual(
      expect.objectContaining({ kind: 'missing', subject: `${HOME}` }),
    )
  })
})

describe('a total of what cameras saw', () => {
  const tracked = (more: Cells): Cells => ({ ...player, team_id: HOME, games_played: 2, ...SHOTS, ...more })

  it('may be below that of the lines', async () => {
    expect(
      await findingsOf('player_tracked_shots', tracked({ games_played: 1, field_goals_made: 1 })),
    ).toEqual([])
  })

  it('is not above it', async () => {
    expect(await findingsOf('player_tracked_shots', tracked({ games_played: 3 }))).toEqual([
      { kind: 'conflict', subject: `${PLAYER}`, detail: 'Ada: games_played 3, player_game_logs 2' },
    ])
  })
})

describe('shots by zone', () => {
  it('add up to the field goals, zones without shots counting nothing', async () => {
    const zones = {
      restricted_area_made: 6,
      restricted_area_attempted: 10,
      midrange_made: 4,
      midrange_attempted: 6,
    }
    expect(await findingsOf('player_shot_locations', { ...player, ...zones })).toEqual([])
  })

  it('do not add up to more', async () => {
    const zones = { restricted_area_made: 16, restricted_area_attempted: 20 }
    expect(await findingsOf('player_shot_locations', { ...player, ...zones })).toEqual([
      {
        kind: 'conflict',
        subject: `${PLAYER}`,
        detail:
          'Ada: field_goals_made 16, player_game_logs 10, field_goals_attempted 20, player_game_logs 16',
      },
    ])
  })
})

it('what was never seen beside the lines of a real season is noted and verifies nothing', async () => {
  const usage = { ...player, team_id: HOME, games_played: 3, wins: 3, losses: 0, minutes: 96 }
  expect(await findingsOf('player_season_usage', usage)).toEqual([
    {
      kind: 'note',
      subject: SCOPE.season,
      detail: expect.stringMatching(
        /^player_season_usage, .* Ada: games_played 3, player_game_logs 2.*; only noted/,
      ),
    },
  ])
  expect(await tiny.verify('player_season_usage')).toMatchObject({ verifiedBy: null })
})

describe('a measure of the season', () => {
  const misc = (team: number): Cells => ({
    ...season,
    team_id: team,
    games_played: 2,
    wins: 2,
    losses: 0,
    minutes: 96,
  })

  it('is missing for a team that has played', async () => {
    await tiny.store('team_game_logs', teamLine(1, AWAY))
    expect(await findingsOf('team_season_misc', misc(HOME))).toContainEqual({
      kind: 'missing',
      subject: String(AWAY),
      detail: 'has a line in team_game_logs',
    })
  })

  it('may come after the first game of a team, by a day', async () => {
    await tiny.store('team_game_logs', teamLine(3, AWAY))
    await lines()
    await tiny.store('team_season_misc', misc(HOME))
    const { findings } = await tiny.verify('team_season_misc', dateOf(4))
    expect(findings.map(({ kind, subject }) => [kind, subject])).toContainEqual(['note', String(AWAY)])
    expect(findings.filter(({ kind }) => kind === 'missing')).toEqual([])
  })

  it('is a note where a player has none, until a real answer shows that each must have one', async () => {
    const found = await findingsOf('player_season_misc', { ...player, player_id: 101 })
    expect(found.map(({ kind }) => kind)).toEqual(['note', 'note'])
    expect(found[0]?.detail).toContain(`every logged: ${PLAYER}: has a line in player_game_logs`)
  })
})

describe('shots of the opponents', () => {
  const tracked = (attempts: number): Cells => ({
    ...season,
    team_id: HOME,
    team_name: 'Homes',
    games_played: 1,
    field_goals_attempted: attempts,
  })

  it.each([
    [80, []],
    [90, [expect.objectContaining({ detail: 'Homes: field_goals_attempted 90, team_game_logs 80' })]],
  ])('are at most those of the other lines of the games: %d', async (attempts, found) => {
    await tiny.store(
      'team_game_logs',
      teamLine(1, HOME, { field_goals_attempted: 100 }),
      teamLine(1, AWAY, { field_goals_attempted: 80 }),
    )
    await tiny.store('opponent_tracked_shots', tracked(attempts))
    const findings = await tiny.findings('opponent_tracked_shots')
    expect(findings.filter(({ kind }) => kind === 'conflict')).toEqual(found)
  })
})

describe("a season's rows together", () => {
  const hustle = (count: number, of: Cells): Cells => ({
    ...season,
    contested_shots: count,
    deflections: 7,
    ...of,
  })

  it.each([
    [40, []],
    [
      50,
      [
        {
          kind: 'conflict',
          subject: '2018-19',
          detail: 'all rows: contested_shots 50, team_season_hustle 40',
        },
      ],
    ],
  ])("are the teams': %d", async (count, found) => {
    await tiny.store('team_season_hustle', hustle(40, { team_id: HOME }))
    await tiny.store('player_season_hustle', hustle(count, { player_id: PLAYER }))
    const findings = await tiny.findings('player_season_hustle')
    expect(findings.filter(({ kind }) => kind === 'conflict')).toEqual(found)
  })

  it('may differ while a game of yesterday arrives', async () => {
    await tiny.store('team_game_logs', { ...teamLine(1, HOME), game_date: '2018-10-24' })
    await tiny.store('team_season_hustle', hustle(40, { team_id: HOME }))
    await tiny.store('player_season_hustle', hustle(50, { player_id: PLAYER }))
    const findings = await tiny.findings('player_season_hustle')
    expect(findings.filter(({ detail }) => detail.startsWith('all rows'))).toMatchObject([{ kind: 'note' }])
  })
})

describe('a total that no row has', () => {
  it('is wrong where the lines have it', async () => {
    const rows = Array.from({ length: 5 }, (_, i) => ({
      ...season,
      player_id: PLAYER + i,
      player_name: `P${i}`,
      minutes_per_game: 20,
      wins: 1,
      losses: 0,
    }))
    for (const { player_id: id } of rows)
      await tiny.store('player_game_logs', playerLine(1, HOME, id, { minutes: 20 }))
    await tiny.store('player_estimated_metrics', ...rows)
    expect(await tiny.findings('player_estimated_metrics')).toEqual([
      { kind: 'wrong', subject: 'games_played', detail: 'games_played is empty in all 5 rows' },
    ])
  })

  it('is that of an average game for minutes', async () => {
    const row = { ...player, games_played: 2, wins: 2, losses: 0, win_pct: 1 }
    const detail = 'Ada: minutes_per_game 23, player_game_logs 20'
    for (const game of [1, 2])
      await tiny.store('player_game_logs', playerLine(game, HOME, PLAYER, { minutes: 20 }))
    await tiny.store('player_estimated_metrics', { ...row, minutes_per_game: 23 })
    expect(await tiny.findings('player_estimated_metrics')).toMatchObject([{ kind: 'conflict', detail }])
  })
})
