import * as http from 'node:http'
import type * as net from 'node:net'
import { gzipSync } from 'node:zlib'

/**
 * A made-up league of four teams behind a real HTTP server, in the shapes of stats.nba.com: six regular-season games
 * of 2018-19 (each pair of teams once), five players a team. Nothing in it is real.
 */

export const SEASON = '2018-19'

/** A date after the last game of a season that is not over: its four teams have three games each, not 82. */
export const DURING_THE_SEASON = '2018-11-20'

interface Team {
  readonly id: number
  readonly city: string
  readonly name: string
  readonly code: string
}

export const TEAMS: readonly Team[] = [
  { id: 1610619001, city: 'Northport', name: 'Herons', code: 'NOH' },
  { id: 1610619002, city: 'Eastfield', name: 'Kites', code: 'EAK' },
  { id: 1610619003, city: 'Southmere', name: 'Otters', code: 'SOO' },
  { id: 1610619004, city: 'Westbridge', name: 'Larks', code: 'WEL' },
]

const PLAYERS_PER_TEAM = 5

interface Player {
  readonly id: number
  readonly first: string
  readonly last: string
  readonly team: Team
}

export const PLAYERS: readonly Player[] = TEAMS.flatMap((team, t) =>
  Array.from({ length: PLAYERS_PER_TEAM }, (_, p) => ({
    id: 900_001 + t * 10 + p,
    first: ['Ada', 'Béla', 'Çem', 'Dđo', "D'Or"][p] ?? 'Eno',
    last: `${team.name.slice(0, -1)} ${p + 1}`,
    team,
  })),
)

/** A player of the historical list without a game in the season. */
export const RETIRED = { id: 990_001, first: 'Old', last: 'Timer' }

interface Game {
  readonly id: string
  readonly date: string
  readonly home: Team
  readonly away: Team
}

export const GAMES: readonly Game[] = TEAMS.flatMap((home, i) =>
  TEAMS.slice(i + 1).map((away) => ({ home, away })),
).map((pair, i) => ({ ...pair, id: `002180000${i + 1}`, date: `2018-10-${16 + i}` }))

/** Points of a player in a game: made up, but the same in every run. */
const pointsOf = (game: number, player: Player): number => 8 + ((player.id * 7 + game * 13) % 17)
const scoreOf = (game: number, team: Team): number =>
  PLAYERS.filter((player) => player.team === team).reduce((sum, player) => sum + pointsOf(game, player), 0)

interface ResultSetBody {
  readonly resource: string
  readonly resultSets: { name: string; headers: string[]; rowSet: unknown[][] }[]
}

/** A body of stats.nba.com with one table; the headers are those of the first row. */
export function resultSetBody(
  resource: string,
  name: string,
  rows: readonly Record<string, unknown>[],
): ResultSetBody {
  return {
    resource,
    resultSets: [
      { name, headers: Object.keys(rows[0] ?? {}), rowSet: rows.map((row) => Object.values(row)) },
    ],
  }
}

/** What a player did in a game, which his points decide. */
function statisticsOf(points: number): Record<string, number> {
  const freeThrows = (points - 1) % 2
  const fieldGoals = (points - 1 - freeThrows) / 2 // one of them a three
  return {
    MIN: 48,
    FGM: fieldGoals,
    FGA: fieldGoals + 4,
    FG3M: 1,
    FG3A: 3,
    FTM: freeThrows,
    FTA: freeThrows + 1,
    OREB: 2,
    DREB: 7,
    REB: 9,
    AST: 5,
    STL: 1,
    BLK: 1,
    TOV: 2,
    PF: 4,
    PTS: points,
  }
}

const fantasyPoints = ({
  PTS = 0,
  REB = 0,
  AST = 0,
  STL = 0,
  BLK = 0,
  TOV = 0,
}: Record<string, number>): number =>
  Math.round(10 * (PTS + 1.2 * REB + 1.5 * AST + 3 * STL + 3 * BLK - TOV)) / 10

/** The sums of what several players did. */
const total = (lines: readonly Record<string, number>[]): Record<string, number> =>
  Object.fromEntries(
    Object.keys(lines[0] ?? {}).map((name) => [name, lines.reduce((sum, of) => sum + (of[name] ?? 0), 0)]),
  )

const share = (made = 0, attempted = 0): number => Math.round((made / attempted) * 1000) / 1000

function line(
  game: Game,
  index: number,
  team: Team,
  { MIN, FGM, FGA, FG3M, FG3A, FTM, FTA, ...others }: Record<string, number>,
): Record<string, unknown> {
  const other = team === game.home ? game.away : game.home
  const margin = scoreOf(index, team) - scoreOf(index, other)
  return {
    SEASON_ID: '22018',
    TEAM_ID: team.id,
    TEAM_ABBREVIATION: team.code,
    TEAM_NAME: `${team.city} ${team.name}`,
    GAME_ID: game.id,
    GAME_DATE: game.date,
    MATCHUP: `${team.code} ${team === game.home ? 'vs.' : '@'} ${other.code}`,
    WL: margin > 0 ? 'W' : 'L',
    MIN,
    FGM,
    FGA,
    FG_PCT: share(FGM, FGA),
    FG3M,
    FG3A,
    FG3_PCT: share(FG3M, FG3A),
    FTM,
    FTA,
    FT_PCT: share(FTM, FTA),
    ...others,
    PLUS_MINUS: margin,
    VIDEO_AVAILABLE: 1,
  }
}

function teamLog(): ResultSetBody {
  const rows = GAMES.flatMap((game, i) =>
    [game.home, game.away].map((team) => {
      const players = PLAYERS.filter((player) => player.team === team)
      return line(game, i, team, total(players.map((player) => statisticsOf(pointsOf(i, player)))))
    }),
  )
  return resultSetBody('leaguegamelog', 'LeagueGameLog', rows)
}

function playerLog(): ResultSetBody {
  const rows = GAMES.flatMap((game, i) =>
    PLAYERS.filter(({ team }) => team === game.home || team === game.away).map((player) => {
      const did = statisticsOf(pointsOf(i, player))
      const { SEASON_ID, ...rest } = line(game, i, player.team, did)
      return {
        SEASON_ID,
        PLAYER_ID: player.id,
        PLAYER_NAME: `${player.first} ${player.last}`,
        ...rest,
        FANTASY_PTS: fantasyPoints(did),
      }
    }),
  )
  return resultSetBody('leaguegamelog', 'LeagueGameLog', rows)
}

function scheduleBody(): unknown {
  const team = (t: Team, score: number) => ({
    teamId: t.id,
    teamName: t.name,
    teamCity: t.city,
    teamTricode: t.code,
    score,
  })
  return {
    meta: { version: 1, request: 'schedule', time: '2026-01-01T00:00:00.000Z' },
    leagueSchedule: {
      seasonYear: SEASON,
      leagueId: '00',
      gameDates: GAMES.map((game, i) => ({
        gameDate: `${game.date} 00:00:00`,
        games: [
          {
            gameId: game.id,
            gameStatus: 3,
            gameStatusText: 'Final',
            gameDateEst: `${game.date}T00:00:00Z`,
            gameDateTimeUTC: `${game.date}T23:30:00Z`,
            arenaName: `${game.home.city} Hall`,
            arenaCity: game.home.city,
            arenaState: 'XX',
            seriesText: '',
            homeTeam: team(game.home, scoreOf(i, game.home)),
            awayTeam: team(game.away, scoreOf(i, game.away)),
          },
        ],
      })),
    },
  }
}

function allPlayers(): ResultSetBody {
  const everybody = [...PLAYERS, RETIRED]
  return resultSetBody(
    'commonallplayers',
    'CommonAllPlayers',
    everybody.map((player) => ({
      PERSON_ID: player.id,
      DISPLAY_LAST_COMMA_FIRST: `${player.last}, ${player.first}`,
      DISPLAY_FIRST_LAST: `${player.first} ${player.last}`,
      ROSTERSTATUS: 1,
      FROM_YEAR: '2015',
      TO_YEAR: '2019',
      PLAYERCODE: `code_${player.id}`,
      PLAYER_SLUG: `slug-${player.id}`,
    })),
  )
}

function playerIndex(): ResultSetBody {
  return resultSetBody(
    'playerindex',
    'PlayerIndex',
    PLAYERS.map((player, i) => ({
      PERSON_ID: player.id,
      PLAYER_LAST_NAME: player.last,
      PLAYER_FIRST_NAME: player.first,
      PLAYER_SLUG: `slug-${player.id}`,
      TEAM_ID: player.team.id,
      TEAM_ABBREVIATION: player.team.code,
      JERSEY_NUMBER: i % 5 === 0 ? '00' : String(i),
      POSITION: 'G',
      HEIGHT: '6-5',
      WEIGHT: '210',
      COLLEGE: null,
      COUNTRY: 'Nowhere',
      DRAFT_YEAR: null,
      DRAFT_ROUND: null,
      DRAFT_NUMBER: null,
    })),
  )
}

function standingsBody(): ResultSetBody {
  /** Wins and losses among the games that are a team's at home, or on the road. */
  const record = (team: Team, side: 'home' | 'away'): { won: number; lost: number } => {
    const margins = GAMES.flatMap((game, i) =>
      game[side] === team ? [2 * scoreOf(i, team) - scoreOf(i, game.home) - scoreOf(i, game.away)] : [],
    )
    const won = margins.filter((margin) => margin > 0).length
    return { won, lost: margins.length - won }
  }
  return resultSetBody(
    'leaguestandings',
    'Standings',
    TEAMS.map((team, i) => {
      const [home, road] = [record(team, 'home'), record(team, 'away')]
      const won = home.won + road.won
      const scores = GAMES.flatMap((game, at) => {
        if (game.home !== team && game.away !== team) return []
        const [other] = [game.home, game.away].filter((side) => side !== team)
        return other === undefined ? [] : [{ own: scoreOf(at, team), opponent: scoreOf(at, other) }]
      })
      return {
        LeagueID: '00',
        SeasonID: '22018',
        TeamID: team.id,
        TeamCity: team.city,
        TeamName: team.name,
        Conference: i < 2 ? 'East' : 'West',
        Division: 'Only',
        PlayoffRank: i + 1,
        WINS: won,
        LOSSES: 3 - won,
        WinPCT: share(won, 3),
        HOME: `${home.won}-${home.lost}`,
        ROAD: `${road.won}-${road.lost}`,
        PointsPG: mean(scores.map(({ own }) => own)),
        OppPointsPG: mean(scores.map(({ opponent }) => opponent)),
      }
    }),
  )
}

/** To one decimal. */
const mean = (numbers: readonly number[]): number =>
  Math.round((10 * numbers.reduce((sum, n) => sum + n, 0)) / numbers.length) / 10

/** The kinds of requests that the league answers. */
export type Question =
  | 'scheduleleaguev2'
  | 'leaguegamelog teams'
  | 'leaguegamelog players'
  | 'commonallplayers'
  | 'playerindex'
  | 'leaguestandingsv3'

const ANSWERS: Readonly<Record<Question, () => unknown>> = {
  scheduleleaguev2: scheduleBody,
  'leaguegamelog teams': teamLog,
  'leaguegamelog players': playerLog,
  commonallplayers: allPlayers,
  playerindex: playerIndex,
  leaguestandingsv3: standingsBody,
}

export const QUESTIONS = Object.keys(ANSWERS) as readonly Question[]

/** The body that the league sends by default; each call returns a new one, which a test may change. */
export function answerTo(question: Question): unknown {
  return ANSWERS[question]()
}

/** A reply that differs from the default. A field that is left out keeps the default. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Encodes the body, with gzip by default. Another encoding needs its `content-encoding` in `headers`. */
  readonly pack?: (text: string) => Buffer
  /** Delays the answer until this resolves; the request is in `asked` before that. */
  readonly after?: Promise<unknown>
}

export interface TinyLeague {
  readonly url: string
  /** Every request so far, in order. */
  readonly asked: readonly Question[]
  /** Gives these replies to the next requests of this kind, one each. */
  next(question: Question, ...replies: Reply[]): void
  /** Gives this reply to every request of this kind from now on; undefined restores the default. */
  always(question: Question, reply: Reply | undefined): void
  /** Resolves as soon as a request of this kind has arrived since the last `forget`. */
  arrival(question: Question): Promise<void>
  forget(): void
  close(): Promise<void>
}

function questionOf(url: URL): Question | undefined {
  const endpoint = url.pathname.replace(/^\/stats\//, '')
  const name =
    endpoint === 'leaguegamelog'
      ? `leaguegamelog ${url.searchParams.get('PlayerOrTeam') === 'T' ? 'teams' : 'players'}`
      : endpoint
  return QUESTIONS.find((question) => question === name)
}

/** Starts the league's server on a free port of 127.0.0.1. */
export async function startTinyLeague(): Promise<TinyLeague> {
  const asked: Question[] = []
  const queued = new Map<Question, Reply[]>()
  const standing = new Map<Question, Reply>()
  const waiting: { question: Question; arrived: () => void }[] = []
  const sockets = new Set<net.Socket>()

  const respond = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const question = questionOf(new URL(request.url ?? '', 'http://league'))
    if (question === undefined) {
      response.writeHead(404).end('no such endpoint')
      return
    }
    asked.push(question)
    for (const waiter of waiting.filter((w) => w.question === question)) waiter.arrived()
    const reply = queued.get(question)?.shift() ?? standing.get(question) ?? {}
    await reply.after
    const body = 'body' in reply ? reply.body : answerTo(question)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const packed = (reply.pack ?? gzipSync)(text)
    response.writeHead(reply.status ?? 200, {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      ...reply.headers,
    })
    response.end(packed)
  }

  const server = http.createServer((request, response) => void respond(request, response))
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the league has no port')

  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    next: (question, ...replies) => {
      queued.set(question, [...(queued.get(question) ?? []), ...replies])
    },
    always: (question, reply) => {
      if (reply === undefined) standing.delete(question)
      else standing.set(question, reply)
    },
    arrival: (question) =>
      asked.includes(question)
        ? Promise.resolve()
        : new Promise((arrived) => waiting.push({ question, arrived })),
    forget: () => {
      asked.length = 0
      queued.clear()
      standing.clear()
      waiting.length = 0
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
