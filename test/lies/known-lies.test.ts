import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Body } from './lying-source.js'
import { available, LyingSeason } from './lying-season.js'
import { partOf } from './part.js'
import { rowsOf, type Rows } from './rows.js'

/** Miami at home to Charlotte: 112 : 113, of which Kemba Walker had 39 points. */
const GAME = '0022600030'
const MIAMI = 1610612748
const WALKER = 202689

/** Changes the rows of an answer that have all these values. */
const where =
  (values: Readonly<Record<string, unknown>>, change: (rows: Rows, row: number) => void) =>
  (body: Body): string => {
    const rows = rowsOf(body)
    for (let row = rows.count - 1; row >= 0; row--)
      if (Object.entries(values).every(([column, value]) => rows.get(row, column) === value))
        change(rows, row)
    return JSON.stringify(body)
  }
const set =
  (column: string, value: unknown) =>
  (rows: Rows, row: number): void =>
    rows.set(row, column, value)
const remove = (rows: Rows, row: number): void => rows.remove(row)
const empty =
  (column: string) =>
  (body: Body): string =>
    where({}, set(column, null))(body)

const TEAMS = 'PlayerOrTeam=T'
const PLAYERS = 'PlayerOrTeam=P'
const BOX = `boxscoretraditionalv3.*${GAME}`
const walker = { GAME_ID: GAME, PLAYER_ID: WALKER }

interface Known {
  readonly title: string
  readonly about: string
  readonly answer: (body: Body) => string
  readonly only?: string
  /** What the run must say: dataset, kind, subject, and a part of the detail with the column. */
  readonly finding: readonly [dataset: string, kind: string, subject: string, detail: string]
  /** The tables stay as they were. */
  readonly keeps?: true
}

const LIES: readonly Known[] = [
  {
    title: 'points of a player that his team does not have',
    about: PLAYERS,
    answer: where(walker, set('PTS', 49)),
    finding: ['player_game_logs', 'conflict', GAME, "points 113, players' sum 123"],
  },
  {
    title: 'a player without points',
    about: PLAYERS,
    answer: where(walker, set('PTS', null)),
    finding: ['player_game_logs', 'wrong', GAME, 'points is empty'],
  },
  {
    title: 'a player of another team',
    about: PLAYERS,
    answer: where(walker, set('TEAM_ID', 1610612747)),
    finding: ['player_game_logs', 'wrong', GAME, 'which does not play this game'],
  },
  {
    title: 'a date of the player log',
    about: PLAYERS,
    answer: where({ GAME_ID: GAME }, set('GAME_DATE', '2026-11-10')),
    finding: ['player_game_logs', 'conflict', GAME, 'game_date 2026-11-10'],
  },
  {
    title: 'a player who is missing',
    about: PLAYERS,
    answer: where(walker, remove),
    finding: ['player_game_logs', 'held', GAME, 'lacks 1 stored row'],
    keeps: true,
  },
  {
    title: 'a column that comes empty',
    about: PLAYERS,
    answer: empty('PLUS_MINUS'),
    finding: ['player_game_logs', 'held', 'plus_minus', 'plus_minus'],
    keeps: true,
  },
  {
    title: 'a result of the team log',
    about: TEAMS,
    answer: where({ GAME_ID: GAME, TEAM_ID: MIAMI }, set('WL', 'W')),
    finding: ['team_game_logs', 'wrong', GAME, 'result W'],
  },
  {
    title: 'a game that the team log lacks',
    about: TEAMS,
    answer: where({ GAME_ID: GAME }, remove),
    finding: ['team_game_logs', 'held', GAME, 'lacks 2 stored rows'],
    keeps: true,
  },
  {
    title: 'a score of the schedule',
    about: 'scheduleleaguev2',
    answer: where({ gameId: GAME }, set('homeTeam.score', 122)),
    finding: ['games', 'conflict', GAME, 'score 122'],
  },
  {
    title: 'a final game that is live again',
    about: 'scheduleleaguev2',
    answer: where({ gameId: GAME }, set('gameStatus', 2)),
    finding: ['games', 'held', GAME, ''],
    keeps: true,
  },
  {
    title: 'wins of the standings',
    about: 'leaguestandingsv3',
    answer: where({ TeamID: MIAMI }, set('WINS', 9)),
    finding: ['standings', 'missing', `team ${MIAMI}`, 'standings 9-'],
  },
  {
    title: 'a player whom the box score lacks',
    about: BOX,
    answer: where({ personId: WALKER }, remove),
    only: 'box_scores',
    finding: ['box_scores', 'held', GAME, 'lacks 1 stored row'],
    keeps: true,
  },
  {
    title: 'assists of the box score',
    about: BOX,
    answer: where({ personId: WALKER }, set('statistics.assists', 77)),
    only: 'box_scores',
    finding: ['box_scores', 'conflict', GAME, 'assists 77'],
  },
  {
    title: 'a period that the play-by-play lacks',
    about: `playbyplayv3.*${GAME}`,
    answer: where({ period: 2 }, remove),
    only: 'play_by_play',
    finding: ['play_by_play', 'held', GAME, 'stored rows'],
    keeps: true,
  },
]

describe.skipIf(!available)('a source that lies about one game', () => {
  let season: LyingSeason
  beforeAll(async () => {
    season = await LyingSeason.start()
  })
  afterAll(() => season.close())

  it.each(partOf(LIES, 7))('is not believed, and the run names what is wrong: $title', async (lie) => {
    const { about, answer, only, finding, keeps } = lie
    const pattern = new RegExp(about)
    const told = { about: (path: string) => pattern.test(path), answer }
    const { runId, outcome, differences, healed } = await season.tell(told, only === undefined ? [] : [only])
    const [dataset, kind, subject, detail] = finding
    const { rows } = await season.environment.database.pool.query<{ detail: string }>(
      'select detail from sync_findings where run_id = $1 and dataset = $2 and kind = $3 and subject = $4',
      [runId, dataset, kind, subject],
    )
    expect(rows.map((row) => row.detail).join('; ')).toContain(detail)
    expect({ outcome, found: rows.length > 0, healed }).toEqual({
      outcome: 'partial',
      found: true,
      healed: true,
    })
    expect(keeps === true ? differences : []).toEqual([])
  })
})
