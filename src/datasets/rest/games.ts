import { playingDates } from '../../season/playing-dates.js'
import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell, whole } from '../kit/cells.js'
import type { Judge } from '../kit/define.js'
import { field, optionalField } from '../kit/fields.js'
import { RULES_OF_A_GAME } from '../kit/game-rules.js'
import { ofItsGame } from '../kit/of-its-game.js'
import { Refusal } from '../kit/reader.js'
import { restDateList } from '../kit/rest-list.js'

/** The status words of the contract as the numbers of `games.status`; another word is refused. */
const STATUS: Readonly<Record<string, number>> = {
  scheduled: 1,
  cancelled: 1,
  postponed: 1,
  live: 2,
  'in progress': 2,
  final: 3,
}

/** The games of a season, date by date: GET /games/{date} of the original contract. */
export default restDateList('games', {
  title: 'the games of a season, one request for each date',
  group: 'league',
  endpoint: 'GET /games/{date}',
  list: 'games',
  since: FIRST_SEASON_YEAR,
  byDefault: true,
  version: 2,
  dates: playingDates,
  tables: [
    {
      table: 'games',
      key: ['game_id'],
      neverBack: { column: 'status', from: 3 },
      completes: [], // a postponed game leaves one date and comes with another, in any order
      fields: {
        game_id: field('id', cell.gameId),
        game_date: field('date', cell.date),
        status_text: field('status', cell.text),
        home_team_id: field('homeTeamId', cell.idOrNone),
        away_team_id: field('awayTeamId', cell.idOrNone),
        home_score: field('homeScore', cell.count),
        away_score: field('awayScore', cell.count),
        neutral_site: optionalField('neutralSite', cell.flag),
      },
      adds: { status: whole(1, 3).column },
    },
  ],
  judge: (row, context) => judgeGame(row, context),
  verify: [
    { kind: 'results-in-time' },
    { kind: 'whole-season' },
    RULES_OF_A_GAME,
    { kind: 'teams-of-the-season', table: 'games', among: 'player_seasons', who: 'game_id' },
  ],
})

const ofSeason = ofItsGame(({ game_id: id }) => `id ${id}`)

const judgeGame: Judge = (row, context) => {
  const status = STATUS[String(row.status_text).toLowerCase()]
  if (status === undefined) return new Refusal(`status ${JSON.stringify(row.status_text)} is not known`)
  row.status = status
  // No game ends 0 : 0, and before the game that is no score.
  if (status === STATUS.final && !row.home_score && !row.away_score)
    return new Refusal(`status ${JSON.stringify(row.status_text)}: is final without a score`)
  if (status === STATUS.scheduled) Object.assign(row, { home_score: null, away_score: null })
  return ofSeason(row, context)
}
