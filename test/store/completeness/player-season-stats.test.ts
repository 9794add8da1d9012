import { describe, expect, it } from 'vitest'
import { AWAY, HOME, playerLine, SCOPE, teamLinesOf, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

const PLAYER = 100

/** A line of ten points and ten rebounds: a double double. */
const counts: Cells = {
  points: 10,
  rebounds: 10,
  assists: 3,
  steals: 1,
  blocks: 0,
  turnovers: 2,
  field_goals_attempted: 8,
  personal_fouls: 4,
}
const line = (game: number, more: Cells = {}): Cells => playerLine(game, HOME, PLAYER, { ...counts, ...more })

/** The totals of two such lines. */
const totals = (more: Cells = {}): Cells => ({
  season: SCOPE.season,
  season_type: SCOPE.seasonType,
  player_id: PLAYER,
  player_name: `Player ${PLAYER}`,
  team_id: HOME,
  games_played: 2,
  wins: 2,
  losses: 0,
  win_pct: 1,
  minutes: 95.4,
  points: 20,
  rebounds: 20,
  assists: 6,
  steals: 2,
  blocks: 0,
  turnovers: 4,
  field_goals_attempted: 16,
  personal_fouls: 8,
  plus_minus: -7,
  fantasy_points: 55,
  double_doubles: 2,
  triple_doubles: 0,
  team_count: 1,
  age: 25,
  ...more,
})

async function findingsOf(rows: { lines?: Cells[]; totals?: Cells[] } = {}, today?: string) {
  await season.store('player_game_logs', ...(rows.lines ?? [line(1), line(2)]))
  await season.store('player_season_stats', ...(rows.totals ?? [totals()]))
  return season.findings('player_season_stats', today)
}
const conflict = (detail: string) => [
  { kind: 'conflict', subject: `${PLAYER}`, detail: `Player ${PLAYER}: ${detail}` },
]

describe("a player's totals of the season", () => {
  it('are verified by his lines', async () => {
    expect(await findingsOf()).toEqual([])
    expect(await season.verify('player_season_stats')).toMatchObject({ verifiedBy: 'player_game_logs' })
  })

  it('count his lines for two teams', async () => {
    const lines = [line(1), line(2, { team_id: AWAY, team_abbreviation: 'AWA', result: 'L', minutes: 0 })]
    const both = totals({ team_id: AWAY, wins: 1, losses: 1, win_pct: 0.5, minutes: 48.2, team_count: 2 })
    expect(await findingsOf({ lines, totals: [both] })).toEqual([])
  })

  it('may be of a team for which he has not played yet', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await findingsOf({ totals: [totals({ team_id: AWAY })] })).toEqual([])
  })

  it('are not compared where the season does not fill a column', async () => {
    const unknown: Cells = { steals: null, blocks: null, turnovers: null, result: null }
    const lines = [line(1, unknown), line(2, unknown)]
    expect(await findingsOf({ lines, totals: [totals({ double_doubles: 0 })] })).toEqual([])
  })

  it.each<[Cells, string]>([
    [{ games_played: 3, wins: 3 }, 'games_played 3, player_game_logs 2, wins 3, player_game_logs 2'],
    [{ wins: 1, losses: 1, win_pct: 0.5 }, 'wins 1, player_game_logs 2, losses 1, player_game_logs 0'],
    [{ assists: 7, fantasy_points: 56.5 }, 'assists 7, player_game_logs 6'],
    [{ double_doubles: 0 }, 'double_doubles 0, player_game_logs 2'],
    [{ minutes: 94 }, 'minutes 94, player_game_logs 96'],
  ])('differ from the lines with %j', async (more, detail) => {
    expect(await findingsOf({ totals: [totals(more)] })).toEqual(conflict(detail))
  })

  it('differ from the lines where a column is empty that another player has', async () => {
    const other: Cells = { player_id: 101, player_name: 'Player 101' }
    const third: Cells = { player_id: 102, player_name: 'Player 102' }
    const lines = [other, third, {}].flatMap((of) => [line(1, of), line(2, of)])
    const rows = [totals({ personal_fouls: null }), totals(other), totals(third)]
    expect(await findingsOf({ lines, totals: rows })).toContainEqual(
      conflict('personal_fouls ?, player_game_logs 8')[0],
    )
  })

  it('may be ahead of the lines by a correction, and have another plus/minus', async () => {
    expect(
      await findingsOf({ totals: [totals({ turnovers: 5, fantasy_points: 54, plus_minus: 3 })] }),
    ).toEqual([])
  })

  it('differ by more than a correction', async () => {
    expect(await findingsOf({ totals: [totals({ turnovers: 7, fantasy_points: 52 })] })).toEqual(
      conflict('turnovers 7, player_game_logs 4'),
    )
  })

  it('may be a game of yesterday apart', async () => {
    const ahead = totals({ games_played: 3, wins: 3 })
    expect(await findingsOf({ totals: [ahead] }, '2018-10-13')).toMatchObject([{ kind: 'note' }])
  })

  it('may be ahead of a log that lacks the game of today, which the team has', async () => {
    await season.store('team_game_logs', ...teamLinesOf(3))
    expect(await findingsOf({ totals: [totals({ games_played: 3, wins: 3 })] }, '2018-10-13')).toMatchObject([
      { kind: 'note' },
    ])
  })

  it('are of a player with lines', async () => {
    const nobody = totals({ player_id: 9, player_name: 'Nobody' })
    expect(await findingsOf({ totals: [totals(), nobody] })).toEqual([
      { kind: 'conflict', subject: '9', detail: 'Nobody: has no line in player_game_logs' },
    ])
  })

  it('have the name that the log has', async () => {
    expect(await findingsOf({ totals: [totals({ player_name: 'Another' })] })).toEqual([
      {
        kind: 'conflict',
        subject: `${PLAYER}`,
        detail: `player_name Another, player_game_logs Player ${PLAYER}`,
      },
    ])
  })

  it.each<[Cells, string]>([
    [
      { fantasy_points: 60 },
      'fantasy_points 60, but points, rebounds, assists, steals, blocks, turnovers make 55',
    ],
    [{ win_pct: 0.9 }, 'win_pct 0.9, but 2 of 2'],
    [{ triple_doubles: 3 }, 'triple_doubles 3 of double_doubles 2'],
    [{ team_count: 3 }, 'team_count 3 of games_played 2'],
    [{ age: 250 }, 'age 250 is outside 17 to 50'],
  ])('agree with themselves, unlike %j', async (more, detail) => {
    expect(await findingsOf({ totals: [totals(more)] })).toContainEqual({
      kind: 'wrong',
      subject: `${PLAYER}`,
      detail: `Player ${PLAYER}: ${detail}`,
    })
  })

  it('are of a team of the season', async () => {
    const lines = [1, 2].flatMap((game) => teamLinesOf(game, { game_date: `2018-10-${game * 15 - 5}` }))
    await season.store('team_game_logs', ...lines)
    expect(await findingsOf({ totals: [totals({ team_id: 9 })] }, '2018-11-25')).toEqual([
      {
        kind: 'conflict',
        subject: 'team 9',
        detail: `team 9: player_season_stats 1 (Player ${PLAYER}), and none in team_game_logs`,
      },
    ])
  })
})
