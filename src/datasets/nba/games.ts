import { calendarDate } from '../../season/calendar-date.js'
import { isEasternMidnight } from '../../season/eastern-midnight.js'
import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { seasonList } from '../kit/body-list.js'
import { cell, columnType, whole, type Cell } from '../kit/cells.js'
import type { Judge } from '../kit/define.js'
import { field } from '../kit/fields.js'
import { RULES_OF_A_GAME } from '../kit/game-rules.js'
import { ofItsGame } from '../kit/of-its-game.js'
import { Refusal, valueAt, type Draft } from '../kit/reader.js'
import { everyLogged } from '../kit/verify.js'
import { DETAILS_OF_A_GAME, WORDS_OF_A_GAME } from './game-details.js'
import { oneEntryEach } from './game-entries.js'

const NOT_BEGUN = 1
const FINAL = 3

/** The season's games and their results: stats.nba.com scheduleleaguev2, all season types in one answer. */
export default seasonList('games', {
  title: 'the games and their results',
  group: 'league',
  endpoint: 'scheduleleaguev2',
  list: 'leagueSchedule.gameDates[].games',
  names: 'leagueSchedule.seasonYear',
  params: ({ season }) => ({ LeagueID: '00', Season: season }),
  since: FIRST_SEASON_YEAR,
  byDefault: true,
  leftOut: {
    'say when it is, as gameDateEst and gameDateTimeUTC do': [
      'gameTimeEst',
      'gameDateTimeEst',
      'gameDateUTC',
      'gameTimeUTC',
      '*TeamTime',
      'day',
      'monthNum',
      'leagueSchedule.gameDates[].gameDate',
    ],
    'read for tipoff_at': ['gameDateTimeUTC'],
    'made of others': ['*Team.teamSlug', '*Team.teamName', '*Team.teamCity', '*Team.teamTricode'],
    'the same in all answers': ['leagueSchedule.leagueId'],
    'not of the game': ['branchLink', 'leagueSchedule.weeks', 'leagueSchedule.broadcasterList'],
    'of the day of the answer, or of the logs': ['*Team.wins', '*Team.losses', 'pointsLeaders'],
    'in game_broadcasters': ['broadcasters'],
  },
  version: 3,
  table: 'games',
  key: ['game_id'],
  guard: 'game_id',
  // If-necessary games, once their series have ended: of a first round up to 24.
  mayVanish: { column: 'status', value: NOT_BEGUN, most: 24 },
  neverBack: { column: 'status', from: FINAL },
  mayEmpty: ['status_text', 'series_text', ...WORDS_OF_A_GAME], // words about a game, not facts of it
  fields: {
    game_id: field('gameId', cell.gameId),
    game_date: field('gameDateEst', cell.date),
    status: field('gameStatus', whole(NOT_BEGUN, FINAL)),
    status_text: field('gameStatusText', cell.textOrNull),
    home_team_id: field('homeTeam.teamId', cell.idOrNone),
    away_team_id: field('awayTeam.teamId', cell.idOrNone),
    home_score: field('homeTeam.score', cell.count),
    away_score: field('awayTeam.score', cell.count),
    arena_name: field('arenaName', cell.textOrNull),
    arena_city: field('arenaCity', cell.textOrNull),
    arena_state: field('arenaState', cell.textOrNull),
    series_text: field('seriesText', cell.textOrNull),
    ...DETAILS_OF_A_GAME,
  },
  adds: { tipoff_at: columnType.nullable('timestamptz') },
  judge: (row, context) => judgeGame(row, context),
  fold: oneEntryEach,
  verify: [
    everyLogged('team_game_logs', 'game_id', 'games'),
    { ...everyLogged('player_game_logs', 'game_id', 'games'), butFor: 'team_game_logs' },
    { kind: 'games-and-lines', log: 'team_game_logs' },
    { kind: 'games-and-lines', log: 'player_game_logs', butFor: 'team_game_logs' },
    { kind: 'results-in-time' },
    { kind: 'whole-season' },
    RULES_OF_A_GAME,
  ],
})

const ofSeason = ofItsGame(({ game_id: id }) => `gameId ${id}`)

const judgeGame: Judge = (row, context) => {
  row.tipoff_at = tipoff(context.source, row.status_text)
  if (row.status !== NOT_BEGUN && !hasScore(row)) {
    if (isCalledOff(context.source, row.status_text)) row.status = NOT_BEGUN
    else if (row.status === FINAL) return new Refusal('gameStatus 3: is final without a score')
  }
  // Before the game 0 : 0 is no score.
  if (row.status === NOT_BEGUN) Object.assign(row, { home_score: null, away_score: null })
  return ofSeason(row, context)
}

/** No game ends 0 : 0. */
const hasScore = ({ home_score: home, away_score: away }: Draft): boolean =>
  home !== null && away !== null && (home !== 0 || away !== 0)

/** `postponedStatus` of a game that takes place when it says: active, not postponed. */
const AS_SCHEDULED: readonly unknown[] = ['A', 'N', '', null, undefined]

/** Whether a game is postponed or cancelled; one that is called off shortly before it begins stands as final. */
const isCalledOff = (game: unknown, statusText: Cell | undefined): boolean =>
  !AS_SCHEDULED.includes(valueAt(game, ['postponedStatus'])) ||
  /^(?:ppd|postponed|cancell?ed)\b/i.test(String(statusText))

/** '2018-10-17T00:30:00Z'; a moment without its zone is UTC, as the field's name says. */
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)Z?$/

/** The start in UTC; null where the source knows the day only: the time is to be decided, or midnight in its place. */
function tipoff(game: unknown, statusText: Cell | undefined): string | null {
  const utc = valueAt(game, ['gameDateTimeUTC'])
  // Midnight, Eastern, written as UTC.
  if (typeof utc !== 'string' || utc === valueAt(game, ['gameDateEst'])) return null
  if (calendarDate(utc) === undefined || /^TBD\b/i.test(String(statusText))) return null
  const time = new Date(`${MOMENT.exec(utc)?.[1]}Z`)
  if (Number.isNaN(time.getTime()) || isEasternMidnight(time)) return null
  return time.toISOString()
}
