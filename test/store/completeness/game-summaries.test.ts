import { describe, expect, it } from 'vitest'
import {
  AWAY,
  dateOf,
  gameId,
  gameRow,
  HOME,
  playerLine,
  teamLine,
  teamLinesOf,
  TinySeason,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()
const game = { game_id: gameId(1) }

const action = (action_id: number, period: number, home_score: number, away_score: number): Cells => ({
  ...game,
  action_id,
  action_number: action_id,
  period,
  action_type: 'Made Shot',
  home_score,
  away_score,
})

async function findingsOf(homePoints: Cells): Promise<readonly string[]> {
  await season.store('game_summaries', { ...game, home_team_id: HOME, away_team_id: AWAY })
  await season.store('play_by_play', action(1, 1, 20, 18), action(2, 2, 31, 40), action(3, 2, 33, 40))
  await season.store(
    'game_line_scores',
    { ...game, team_id: HOME, points: 33, points_period_1: 20, points_period_2: 13, ...homePoints },
    { ...game, team_id: AWAY, points: 40, points_period_1: 18, points_period_2: 22 },
  )
  return (await season.findings('game_summaries')).map(({ kind, detail }) => `${kind}: ${detail}`)
}

describe('the points of each period', () => {
  it('are those by which the score of the play-by-play rises', async () => {
    expect(await findingsOf({})).toEqual([])
  })

  it('are noted where they differ, by the name of the team', async () => {
    await season.store('team_game_logs', teamLine(1, HOME, { points: 33 }), teamLine(1, AWAY))
    const found = await findingsOf({ points_period_1: 19, points_period_2: 14 })
    expect(found.join('\n')).toContain(
      'note: game_summaries, points of the periods: 0021800001: HOM: period 1 19, play_by_play 20, period 2 14, play_by_play 13',
    )
  })
})

describe("a team's points by how they came about", () => {
  it('are those of the misc box score', async () => {
    await season.store('game_team_stats', { ...game, team_id: HOME, points_paint: 40 })
    await season.store('box_score_misc_teams', { ...game, team_id: HOME, is_home: true, points_paint: 44 })
    expect(await season.findings('game_summaries')).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: '1: points_paint 40, box_score_misc_teams 44' },
    ])
  })
})

/** The summary of the third game of the two, each of which the home team won. */
const summary = (more: Cells = {}): Cells => ({
  game_id: gameId(3),
  game_date: dateOf(3),
  home_team_id: HOME,
  away_team_id: AWAY,
  last_meeting_game_id: gameId(2),
  last_meeting_date: dateOf(2),
  last_meeting_home_team_id: HOME,
  last_meeting_home_score: 50,
  last_meeting_away_team_id: AWAY,
  last_meeting_away_score: 40,
  series_home_wins: 3,
  series_home_losses: 0,
  series_leader: 'Home',
  ...more,
})
const line = (team: number, more: Cells = {}): Cells => {
  const points = team === HOME ? 50 : 40
  return { game_id: gameId(3), team_id: team, points, points_period_1: points, ...more }
}

async function findingsOfThird(more: Cells = {}): Promise<readonly string[]> {
  await season.store('team_game_logs', ...[1, 2, 3].flatMap((each) => teamLinesOf(each)))
  await season.store('game_summaries', summary(more))
  return (await season.findings('game_summaries'))
    .filter(({ kind }) => kind !== 'missing')
    .map(({ kind, detail }) => `${kind}: ${detail}`)
}

describe('the last meeting of the two teams', () => {
  it('is that of the log', async () => {
    expect(await findingsOfThird()).toEqual([])
  })

  it.each<[Cells, string]>([
    [{ last_meeting_date: dateOf(1) }, 'conflict: last_meeting_date 2018-10-11, team_game_logs 2018-10-12'],
    [{ last_meeting_home_score: 51 }, 'conflict: last_meeting_home_score 51, team_game_logs 50'],
    [{ last_meeting_away_score: 51 }, 'conflict: last_meeting_away_score 51, team_game_logs 40'],
    [
      { last_meeting_away_team_id: 3 },
      `conflict: last_meeting_game_id ${gameId(2)}, last_meeting_away_team_id 3, without a line in team_game_logs`,
    ],
    [
      { last_meeting_home_team_id: 4 },
      'wrong: last_meeting_home_team_id 4, but home_team_id, away_team_id, last_meeting_away_team_id make 1',
    ],
    [{ last_meeting_date: dateOf(4) }, 'wrong: last_meeting_date 2018-10-14 of game_date 2018-10-13'],
    [{ last_meeting_game_id: gameId(3) }, `wrong: last_meeting_game_id and game_id are both ${gameId(3)}`],
    [
      { last_meeting_game_id: gameId(1), last_meeting_date: dateOf(1) },
      'note: game_summaries, season so far: 0021800003: last meeting 2018-10-11, team_game_logs 2018-10-12 (0021800002)',
    ],
  ])('is found to be another: %j', async (change, detail) => {
    expect((await findingsOfThird(change)).join('\n')).toContain(detail)
  })

  it('has the date of the schedule where no log is stored', async () => {
    await season.store('games', gameRow(2), gameRow(3))
    await season.store('game_summaries', summary({ last_meeting_date: dateOf(1) }))
    expect(await season.findings('game_summaries')).toContainEqual({
      kind: 'conflict',
      subject: gameId(3),
      detail: 'last_meeting_date 2018-10-11, games 2018-10-12',
    })
  })
})

describe('what a summary says of the season', () => {
  const noted = (check: string): string => `note: game_summaries, ${check}: 0021800003: `

  it.each<[Cells, string]>([
    [{ series_home_wins: 2 }, `${noted('wins over the opponent')}HOM: 2-0 against AWA, team_game_logs 3-0`],
    [{ series_home_losses: 1 }, `${noted('wins over the opponent')}HOM: 3-1 against AWA, team_game_logs 3-0`],
    [{ series_leader: 'Tied' }, `${noted('season so far')}leader of the series Tied at 3-0`],
  ])('is noted where the wins of the series are others: %j', async (change, detail) => {
    expect((await findingsOfThird(change)).join('\n')).toContain(detail)
  })

  it('counts games until the answer was made', async () => {
    await season.store('team_game_logs', ...teamLinesOf(4))
    expect(await findingsOfThird({ series_home_wins: 4 })).toEqual([])
  })

  it.each<[string, readonly string[]]>([
    ['3-0', []],
    ['4-0', ['HOM: record 4-0, team_game_logs 3-0']],
    ['30-10', ['HOM: record 30-10, team_game_logs 3-0']],
  ])("has each team's record after the game: %s", async (record, found) => {
    await season.store('game_line_scores', line(HOME, { record }), line(AWAY, { record: '0-3' }))
    expect(await findingsOfThird()).toEqual(
      found.map((detail) => expect.stringContaining(noted('season so far') + detail)),
    )
  })

  it('is not held against a log of a part of the season', async () => {
    await season.store('team_game_logs', { ...teamLine(1, HOME), game_id: '0021800552' })
    await season.store('game_line_scores', { game_id: '0021800552', team_id: HOME, record: '24-14' })
    expect((await season.findings('game_summaries')).map(({ detail }) => detail).join()).not.toContain(
      '24-14',
    )
  })
})

describe('who was inactive', () => {
  const inactive = (player: number, more: Cells = {}): Cells => ({
    game_id: gameId(3),
    player_id: player,
    team_id: HOME,
    first_name: 'In',
    last_name: 'Active',
    ...more,
  })
  const found = async (row: Cells): Promise<readonly string[]> => {
    await season.store('player_game_logs', playerLine(3, HOME, 100))
    await season.store('players', { player_id: 101, full_name: 'In Active' })
    await season.store('game_line_scores', line(HOME), line(AWAY))
    await season.store('game_inactive_players', row)
    return findingsOfThird()
  }

  it('did not play', async () => {
    expect(await found(inactive(101))).toEqual([])
  })

  it('did not play, whatever a false list says', async () => {
    expect((await found(inactive(100))).join('\n')).toContain(
      'conflict: Active with minutes in player_game_logs',
    )
  })

  it('is of one of the two teams', async () => {
    expect((await found(inactive(101, { team_id: 7 }))).join('\n')).toContain(
      `conflict: Active: game_id ${gameId(3)}, team_id 7, without a line in game_line_scores`,
    )
  })

  it('is noted under a name that the directory does not have', async () => {
    expect((await found(inactive(101, { first_name: 'Hyper' }))).join('\n')).toContain(
      'Active: first_name last_name Hyper Active, players In Active',
    )
  })
})

describe('what a summary alone has', () => {
  it.each<[Cells, string]>([
    [{ attendance: 1_943_200 }, 'wrong: attendance 1943200 is outside 0 to 120000'],
    [{ duration_minutes: 1_710 }, 'wrong: duration_minutes 1710 is outside 0 to 400'],
  ])('is wrong beyond what ever was: %j', async (change, detail) => {
    expect(await findingsOfThird(change)).toContain(detail)
  })
})

describe('leads and ties', () => {
  const score = (
    id: number,
    period: number,
    left: number,
    home_score: number,
    away_score: number,
  ): Cells => ({
    ...game,
    action_id: id,
    action_number: id,
    period,
    seconds_left: left,
    action_type: 'Made Shot',
    home_score,
    away_score,
  })
  /** The home team leads, is caught, and overtaken after another tie. */
  const course = [
    score(1, 1, 600, 2, 0),
    score(2, 1, 500, 2, 2),
    score(3, 2, 400, 4, 2),
    score(4, 3, 300, 4, 4),
    score(5, 4, 200, 4, 7),
    score(6, 5, 100, 4, 9),
  ]
  const stats = (team: number, more: Cells): Cells => ({
    ...game,
    team_id: team,
    lead_changes: 1,
    times_tied: 2,
    ...more,
  })
  const found = async (home: Cells, away: Cells, periods = 5): Promise<readonly string[]> => {
    await season.store('game_summaries', { ...game, home_team_id: HOME, away_team_id: AWAY, periods })
    await season.store('play_by_play', ...course)
    await season.store(
      'game_team_stats',
      stats(HOME, { largest_lead: 2, ...home }),
      stats(AWAY, { largest_lead: 5, ...away }),
    )
    return (await season.findings('game_summaries')).map(({ kind, detail }) => `${kind}: ${detail}`)
  }

  it('are those of the play-by-play', async () => {
    expect(await found({}, {})).toEqual([])
  })

  it.each<[string, Cells, Cells, string]>([
    ['lead', { largest_lead: 3 }, {}, 'team 1: largest_lead 3, play_by_play 2'],
    ['lead of the visitors', {}, { largest_lead: 3 }, 'team 2: largest_lead 3, play_by_play 5'],
    ['number of changes', { lead_changes: 3 }, { lead_changes: 3 }, 'team 1: lead_changes 3, play_by_play 1'],
    ['number of ties', { times_tied: 1 }, { times_tied: 1 }, 'team 1: times_tied 1, play_by_play 2'],
  ])('are noted with another %s', async (_what, home, away, detail) => {
    expect((await found(home, away)).join('\n')).toContain(detail)
  })

  it('are wrong where the two teams do not have the same', async () => {
    expect((await found({ times_tied: 3 }, {})).join('\n')).toMatch(
      /wrong: .*times_tied 3, the opponent's times_tied 2/,
    )
  })

  it('are of as many periods as were played', async () => {
    expect((await found({}, {}, 4)).join('\n')).toContain(`${gameId(1)}: periods 4, play_by_play 5`)
  })
})

it('turnovers of a team are those of its players and its own', async () => {
  await season.store('team_game_logs', ...teamLinesOf(1, { turnovers: 12 }))
  await season.store('game_team_stats', { ...game, team_id: HOME, total_turnovers: 14, team_turnovers: 1 })
  expect(await season.findings('game_summaries')).toContainEqual({
    kind: 'note',
    subject: gameId(1),
    detail: 'HOM: turnovers 13.00, team_game_logs 12',
  })
})
