import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { datasetOf } from '../../../src/datasets/catalogue.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import games from '../../../src/datasets/nba/games.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import standings from '../../../src/datasets/nba/standings.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import teams from '../../../src/datasets/nba/teams.js'
import { verifyDataset } from '../../../src/store/completeness/completeness.js'
import { storeFindings } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLine, SCOPE } from '../merge/merging.js'

/** Two teams: in each game the home team, 1, wins by 50 : 40. Each has five players, with 10 and 8 points each. */
const HOME = 1
const AWAY = 2
const gameId = (game: number): string => `002180000${game}`
const dateOf = (game: number): string => `2018-10-1${game}`
const season = { season: SCOPE.season, season_type: SCOPE.seasonType }

type Cells = Record<string, Cell>

const gameRow = (game: number, more: Cells = {}): Cells => ({
  ...season,
  game_id: gameId(game),
  game_date: dateOf(game),
  status: 3,
  home_team_id: HOME,
  away_team_id: AWAY,
  home_score: 50,
  away_score: 40,
  ...more,
})

const teamLine = (game: number, team: number, more: Cells = {}): Cells => ({
  ...season,
  game_id: gameId(game),
  game_date: dateOf(game),
  team_id: team,
  team_abbreviation: 'X',
  team_name: 'X',
  matchup: 'X',
  result: team === HOME ? 'W' : 'L',
  minutes: 240,
  points: team === HOME ? 50 : 40,
  assists: 15,
  rebounds: 45,
  ...more,
})
const teamLinesOf = (game: number): Cells[] => [teamLine(game, HOME), teamLine(game, AWAY)]

const playersOf = (game: number, team: number, more: Cells = {}): Cells[] =>
  Array.from({ length: 5 }, (_, i) =>
    playerLine(game, team * 100 + i, {
      game_id: gameId(game),
      game_date: dateOf(game),
      team_id: team,
      points: team === HOME ? 10 : 8,
      ...more,
    }),
  )
const playerLinesOf = (game: number): Cells[] => [...playersOf(game, HOME), ...playersOf(game, AWAY)]

const record = (team: number, wins: number, losses: number): Cells => ({
  ...season,
  team_id: team,
  wins,
  losses,
})

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const store = {
  games: (...rows: Cells[]) => mergeAnswer(database.pool, games, { rows }),
  teamLines: (...rows: Cells[]) => mergeAnswer(database.pool, teamGameLogs, { rows }),
  playerLines: (...rows: Cells[]) => mergeAnswer(database.pool, playerGameLogs, { rows }),
  standings: (...rows: Cells[]) => mergeAnswer(database.pool, standings, { rows }),
}

const verify = (dataset: string) =>
  verifyDataset(database.pool, { ...datasetOf('nba', dataset), name: dataset }, SCOPE)

const finding = (dataset: string, kind: string, subject: string, detail: unknown) => ({
  dataset,
  kind,
  subject,
  detail,
})

describe('the games of a season', () => {
  it('are not verified while nothing else is stored', async () => {
    await store.games(gameRow(1))
    expect(await verify('games')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by the team game logs', async () => {
    await store.games(gameRow(1))
    await store.teamLines(...teamLinesOf(1))
    expect(await verify('games')).toEqual({ verifiedBy: 'team_game_logs', findings: [] })
  })

  it('lack a game that was logged', async () => {
    await store.games(gameRow(1), gameRow(3))
    await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2))
    expect((await verify('games')).findings).toEqual([
      finding('games', 'missing', gameId(2), 'has a line in team_game_logs (2018-10-12)'),
    ])
  })

  it('get a note that they are stale where they end before the last game logged', async () => {
    await store.games(gameRow(1), gameRow(2, { status: 1, home_score: null, away_score: null }))
    await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2))
    expect((await verify('games')).findings).toEqual([
      finding(
        'games',
        'note',
        'games',
        "the league's schedule is stale: it ends with the results of 2018-10-11, the last game stored is of 2018-10-12",
      ),
    ])
  })

  it('get a note that they are stale without any result', async () => {
    await store.games(gameRow(1, { status: 1, home_score: null, away_score: null }))
    await store.teamLines(...teamLinesOf(1))
    expect((await verify('games')).findings).toEqual([
      finding('games', 'note', 'games', expect.stringContaining('it knows no result at all')),
    ])
  })
})

describe('the team game logs', () => {
  it('are not verified where nothing else is stored', async () => {
    await store.teamLines(...teamLinesOf(1))
    expect(await verify('team_game_logs')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by the games', async () => {
    await store.games(gameRow(1), gameRow(2, { status: 1, home_score: null, away_score: null }))
    await store.teamLines(...teamLinesOf(1))
    expect(await verify('team_game_logs')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('lack a game that was played, and half a game', async () => {
    await store.games(gameRow(1), gameRow(2), gameRow(3))
    await store.teamLines(...teamLinesOf(1), teamLine(3, HOME))
    expect((await verify('team_game_logs')).findings).toEqual([
      finding('team_game_logs', 'missing', gameId(2), 'final on 2018-10-12 in games, 0 of 2 lines'),
      finding('team_game_logs', 'missing', gameId(3), 'final on 2018-10-13 in games, 1 of 2 lines'),
    ])
  })

  it('disagree with the games on a score', async () => {
    await store.games(gameRow(1, { home_score: 51 }))
    await store.teamLines(...teamLinesOf(1))
    expect((await verify('team_game_logs')).findings).toEqual([
      finding('team_game_logs', 'conflict', gameId(1), 'games 51 : 40, game log 50 : 40'),
    ])
  })

  it('disagree with a game whose score is not known', async () => {
    await store.games(gameRow(1, { home_score: null, away_score: null }))
    await store.teamLines(...teamLinesOf(1))
    expect((await verify('team_game_logs')).findings).toEqual([
      finding('team_game_logs', 'conflict', gameId(1), 'games ? : ?, game log 50 : 40'),
    ])
  })

  it('agree with a game where neither has the score', async () => {
    await store.games(gameRow(1, { home_score: null, away_score: null }))
    await store.teamLines(...teamLinesOf(1).map((line) => ({ ...line, points: null })))
    expect((await verify('team_game_logs')).findings).toEqual([])
  })

  it('are verified by the standings where the games are stale', async () => {
    await store.games(gameRow(1))
    await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2))
    await store.standings(record(HOME, 2, 0), record(AWAY, 0, 2))
    expect(await verify('team_game_logs')).toEqual({
      verifiedBy: 'standings',
      findings: [finding('team_game_logs', 'note', 'games', expect.stringContaining('is stale'))],
    })
  })

  it('lack a game by the standings, and disagree on a result', async () => {
    await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2))
    await store.standings(record(HOME, 1, 1), record(AWAY, 1, 2), record(3, 0, 0), record(4, 1, 0))
    expect(await verify('team_game_logs')).toEqual({
      verifiedBy: 'standings',
      findings: [
        finding('team_game_logs', 'conflict', 'team 1', 'standings 1-1, game log 2-0'),
        finding('team_game_logs', 'missing', 'team 2', 'standings 1-2, game log 0-2'),
        finding('team_game_logs', 'missing', 'team 4', 'standings 1-0, game log 0-0'),
      ],
    })
  })

  it('are verified by the player game logs where there are neither games nor standings', async () => {
    await store.teamLines(...teamLinesOf(1), teamLine(2, HOME))
    await store.playerLines(...playerLinesOf(1), ...playerLinesOf(2))
    expect(await verify('team_game_logs')).toEqual({
      verifiedBy: 'player_game_logs',
      findings: [finding('team_game_logs', 'missing', gameId(2), 'team 2 has player lines only')],
    })
  })
})

describe('the player game logs', () => {
  it('are not verified where nothing else is stored', async () => {
    await store.playerLines(...playerLinesOf(1))
    expect(await verify('player_game_logs')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by the games', async () => {
    await store.games(gameRow(1))
    await store.teamLines(...teamLinesOf(1))
    await store.playerLines(...playerLinesOf(1))
    expect(await verify('player_game_logs')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('are verified by the team game logs where there are no games', async () => {
    await store.teamLines(...teamLinesOf(1))
    await store.playerLines(...playerLinesOf(1))
    expect(await verify('player_game_logs')).toEqual({ verifiedBy: 'team_game_logs', findings: [] })
  })

  it('lack a game, a team of a game and most of a team', async () => {
    await store.games(gameRow(1), gameRow(2), gameRow(3), gameRow(4))
    await store.playerLines(
      ...playerLinesOf(1),
      ...playersOf(2, HOME),
      ...playersOf(3, HOME),
      ...playersOf(3, AWAY).slice(1),
    )
    expect((await verify('player_game_logs')).findings).toEqual([
      finding('player_game_logs', 'missing', gameId(2), 'played on 2018-10-12, team 2 has 0 player lines'),
      finding('player_game_logs', 'missing', gameId(3), 'played on 2018-10-13, team 2 has 4 player lines'),
      finding(
        'player_game_logs',
        'missing',
        gameId(4),
        'played on 2018-10-14, team 1 has 0 player lines and team 2 has 0 player lines',
      ),
    ])
  })

  it('lack a game whose teams are not known', async () => {
    await store.games(gameRow(1, { home_team_id: null, away_team_id: null }))
    expect((await verify('player_game_logs')).findings).toEqual([
      finding(
        'player_game_logs',
        'missing',
        gameId(1),
        'played on 2018-10-11, team ? has 0 player lines and team ? has 0 player lines',
      ),
    ])
  })

  it('do not lack a game that was called off, whose team lines have no minutes', async () => {
    await store.teamLines(...teamLinesOf(1).map((line) => ({ ...line, minutes: 0 })))
    expect((await verify('player_game_logs')).findings).toEqual([])
  })

  it('disagree with the team line on points, assists and rebounds', async () => {
    await store.teamLines(teamLine(1, HOME, { points: 51, assists: 14, rebounds: 9 }), teamLine(1, AWAY))
    await store.playerLines(...playersOf(1, HOME, { rebounds: 2 }), ...playersOf(1, AWAY))
    expect((await verify('player_game_logs')).findings).toEqual([
      finding(
        'player_game_logs',
        'conflict',
        gameId(1),
        'team 1: points 51, its players 50, assists 14, its players 15, rebounds 9, its players 10',
      ),
    ])
  })

  it('may have fewer rebounds than the team, which has rebounds of its own', async () => {
    await store.teamLines(...teamLinesOf(1))
    await store.playerLines(...playersOf(1, HOME, { rebounds: 1 }), ...playersOf(1, AWAY))
    expect((await verify('player_game_logs')).findings).toEqual([])
  })
})

describe('a list of people or teams', () => {
  it.each(['teams', 'players', 'player_seasons'])('is not verified without game logs: %s', async (name) => {
    expect(await verify(name)).toEqual({ verifiedBy: null, findings: [] })
  })

  it('lacks those with a line in a game log and no row', async () => {
    await store.teamLines(...teamLinesOf(1))
    await store.playerLines(...playersOf(1, HOME).slice(0, 1))
    const person = (id: number): Cells => ({ player_id: id, full_name: 'P' })
    await mergeAnswer(database.pool, players, { rows: [person(100)] })
    await mergeAnswer(database.pool, playerSeasons, {
      rows: [{ season: SCOPE.season, player_id: 100, team_id: HOME }],
    })
    await store.playerLines(...playersOf(1, HOME).slice(0, 2)) // after the directories
    await mergeAnswer(database.pool, teams, {
      rows: { team_seasons: [{ season: SCOPE.season, team_id: HOME, abbreviation: 'X', full_name: 'X' }] },
    })
    expect(await verify('players')).toEqual({
      verifiedBy: 'player_game_logs',
      findings: [finding('players', 'missing', '101', 'has a line in player_game_logs')],
    })
    expect((await verify('player_seasons')).findings).toMatchObject([{ subject: '101' }])
    expect((await verify('teams')).findings).toEqual([
      finding('teams', 'missing', '2', 'has a line in team_game_logs'),
    ])
  })
})

describe('the standings', () => {
  it('are verified by the results of the games', async () => {
    await store.games(gameRow(1), gameRow(2))
    await store.standings(record(HOME, 2, 0), record(AWAY, 0, 2))
    expect(await verify('standings')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('lack a team, and disagree on a record', async () => {
    await store.games(gameRow(1))
    await store.standings(record(HOME, 2, 0))
    expect((await verify('standings')).findings).toEqual([
      finding('standings', 'conflict', 'team 1', 'games 1-0, standings 2-0'),
      finding('standings', 'missing', 'team 2', 'games 0-1, standings without the team'),
    ])
  })

  it('are verified where the games do not know their teams', async () => {
    await store.games(gameRow(1, { home_team_id: null, away_team_id: null }))
    expect(await verify('standings')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('are not verified by stale games', async () => {
    await store.games(gameRow(1))
    await store.teamLines(...teamLinesOf(2))
    await store.standings(record(HOME, 1, 0))
    expect(await verify('standings')).toEqual({ verifiedBy: null, findings: [] })
  })
})

it('a run that knows the games by their former name gets the same findings under that name', async () => {
  await store.games(gameRow(1))
  await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2))
  const { verifiedBy, findings } = await verify('games')
  expect(findings).toHaveLength(2)
  expect(await verify('schedule')).toEqual({
    verifiedBy,
    findings: findings.map((each) => ({ ...each, dataset: 'schedule' })),
  })
})

it('a dataset without a check is not verified', async () => {
  expect(await verifyDataset(database.pool, { name: 'shots', verify: [] }, SCOPE)).toEqual({
    verifiedBy: null,
    findings: [],
  })
})

it('findings about games with unknown scores are stored', async () => {
  await store.games(gameRow(1, { home_team_id: null, home_score: null }), gameRow(2, { home_score: null }))
  await store.teamLines(...teamLinesOf(1), ...teamLinesOf(2).map((line) => ({ ...line, points: null })))
  const names = ['games', 'team_game_logs', 'player_game_logs', 'standings']
  const findings = (await Promise.all(names.map(verify))).flatMap((verification) => verification.findings)
  expect(findings.length).toBeGreaterThan(0)
  await expect(storeFindings(database.pool, 'run', findings)).resolves.toBeUndefined()
})
