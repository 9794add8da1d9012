import { FIRST_SEASON_YEAR, scopeOfGame, startYear, type SeasonScope } from '../../season/season.js'
import {
  field,
  optionalField,
  type Dataset,
  type DatasetRequest,
  type Fields,
  type Row,
  type Transformed,
} from '../dataset.js'
import { cell } from '../kit/cells.js'
import { statsRequest } from '../kit/stats-request.js'
import { tableRows } from '../kit/table-rows.js'

/** leaguegamelog: all lines of a season and type in one answer, of teams ('T') or players ('P'). */
export function gameLogRequest(of: 'T' | 'P', { season, seasonType }: SeasonScope): DatasetRequest {
  return statsRequest(
    'leaguegamelog',
    {
      LeagueID: '00',
      Season: season,
      SeasonType: seasonType,
      PlayerOrTeam: of,
      Counter: '0',
      Sorter: 'DATE',
      Direction: 'ASC',
      DateFrom: '',
      DateTo: '',
    },
    `leaguegamelog ${of === 'T' ? 'teams' : 'players'} ${season} ${seasonType}`,
  )
}

/** The statistics that team and player lines share. */
export const STATISTICS: Fields = {
  minutes: field('MIN', cell.minutes),
  field_goals_made: field('FGM', cell.count),
  field_goals_attempted: field('FGA', cell.count),
  field_goal_pct: field('FG_PCT', cell.made),
  three_pointers_made: field('FG3M', cell.count),
  three_pointers_attempted: field('FG3A', cell.count),
  three_pointer_pct: field('FG3_PCT', cell.made),
  free_throws_made: field('FTM', cell.count),
  free_throws_attempted: field('FTA', cell.count),
  free_throw_pct: field('FT_PCT', cell.made),
  offensive_rebounds: field('OREB', cell.count),
  defensive_rebounds: field('DREB', cell.count),
  rebounds: field('REB', cell.count),
  assists: field('AST', cell.count),
  steals: field('STL', cell.count),
  blocks: field('BLK', cell.count),
  turnovers: field('TOV', cell.count),
  personal_fouls: field('PF', cell.count),
  points: field('PTS', cell.count),
  plus_minus: optionalField('PLUS_MINUS', cell.difference),
}

/** Percentages with the columns that they are made of. */
const PERCENTAGES = [
  ['FG_PCT', 'field_goal_pct', 'field_goals_made', 'field_goals_attempted'],
  ['FG3_PCT', 'three_pointer_pct', 'three_pointers_made', 'three_pointers_attempted'],
  ['FT_PCT', 'free_throw_pct', 'free_throws_made', 'free_throws_attempted'],
] as const

/** The source rounds to three decimals. */
const ROUNDING = 0.001

/**
 * The reason against a line with a percentage above 1. One that the line's own made and attempted give is the source's
 * word, however odd: six team lines of 1960-61 have more made than attempted (0026000025: 41 of 8).
 */
function wrongPercentage(row: Row): string | undefined {
  for (const [from, percentage, made, attempted] of PERCENTAGES) {
    const value = Number(row[percentage])
    if (value > 1 && !(Math.abs(value - Number(row[made]) / Number(row[attempted])) < ROUNDING))
      return `${from} ${value}: is above 1, and not made by attempted`
  }
  return undefined
}

/** The reason against a date far from the season: the first exhibition is of July, the latest final was of October (2019-20). */
function wrongDate({ game_date: date }: Row, { season }: SeasonScope): string | undefined {
  const year = startYear(season)
  const near = String(date) >= `${year}-07-01` && String(date) <= `${year + 1}-12-31`
  return near ? undefined : `GAME_DATE ${String(date)}: is not of ${season}`
}

/** What every line says of its game. */
export const GAME_LINE: Fields = {
  game_id: field('GAME_ID', cell.gameId),
  team_id: field('TEAM_ID', cell.id),
  game_date: field('GAME_DATE', cell.date),
  team_abbreviation: field('TEAM_ABBREVIATION', cell.text),
  matchup: field('MATCHUP', cell.text),
  result: field('WL', cell.textOrNull),
}

/** The lines of a game log; a line of another season is refused, one of another season type (the cup final) is left to its own run. */
export function* gameLogRows(
  json: unknown,
  request: DatasetRequest,
  scope: SeasonScope,
  table: string,
  fields: Fields,
): Iterable<Transformed> {
  for (const { rowNumber, source, read } of tableRows(json, request, 'LeagueGameLog', {
    ...fields,
    season_id: field('SEASON_ID', cell.text),
  })) {
    if ('reason' in read) {
      yield { table, rowNumber, reason: read.reason, source }
      continue
    }
    const { season_id: seasonId, ...row } = read.row
    const unbelievable = wrongPercentage(row) ?? wrongDate(row, scope)
    if (unbelievable !== undefined) {
      yield { table, rowNumber, reason: unbelievable, source }
      continue
    }
    const ofGame = scopeOfGame(String(row.game_id))
    if (String(seasonId).slice(1) !== String(startYear(scope.season)) || ofGame?.season !== scope.season) {
      yield {
        table,
        rowNumber,
        reason: `belongs to another season (SEASON_ID ${seasonId}, GAME_ID ${row.game_id})`,
        source,
      }
    } else if (ofGame.seasonType === scope.seasonType) {
      yield { table, rowNumber, row: { ...row, season: scope.season, season_type: scope.seasonType } }
    }
  }
}

/** The dataset of one of the two logs: a line for each game and whoever it is of, the whole season in one answer. */
export function gameLogDataset(
  of: 'T' | 'P',
  log: { readonly name: string; readonly title: string; readonly key: string; readonly fields: Fields },
): Dataset {
  const { name, title, key, fields } = log
  return {
    name,
    title,
    endpoint: `leaguegamelog (${of === 'T' ? 'teams' : 'players'})`,
    since: FIRST_SEASON_YEAR,
    needs: [],
    byDefault: true,
    transformVersion: 2,
    volatile: [],
    tables: [
      {
        name,
        key: ['game_id', key],
        columns: [...Object.keys(fields), 'season', 'season_type'],
        completes: {
          columns: ['season', 'season_type'],
          values: (_request, scope) => [scope.season, scope.seasonType],
          guard: 'game_id',
        },
      },
    ],
    requests: async (scope) => [gameLogRequest(of, scope)],
    transform: (json, request, scope) => gameLogRows(json, request, scope, name, fields),
  }
}
