import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import { FIRST_SEASON_YEAR, seasonDates, startYear, type SeasonScope } from '../../season/season.js'
import type { Dataset } from '../dataset.js'
import { cell } from '../kit/cells.js'
import type { Judge } from '../kit/define.js'
import { field, type Column, type FieldMap, type Fields } from '../kit/fields.js'
import type { Holds } from '../kit/holds.js'
import { anotherSeason, ofItsGame } from '../kit/of-its-game.js'
import { Refusal, type Draft } from '../kit/reader.js'
import { seasonParams, type Params } from '../kit/stats-request.js'
import { seasonTable } from '../kit/stats-table.js'
import type { Check } from '../kit/verify.js'
import { COUNTED } from './counted.js'

type Log = 'team_game_logs' | 'player_game_logs'

/** What every line says of its game. */
export const GAME_LINE = {
  game_id: field('GAME_ID', cell.gameId),
  team_id: field('TEAM_ID', cell.id),
  game_date: field('GAME_DATE', cell.date),
  team_abbreviation: field('TEAM_ABBREVIATION', cell.text),
  matchup: field('MATCHUP', cell.text),
  result: field('WL', cell.textOrNull),
} satisfies Fields<Log>

/** The statistics that team and player lines share. */
const STATISTICS = {
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
} satisfies Fields<Log>

/** Further cells of a line, to tell its season by. */
export const SEASON_ID: FieldMap = { season_id: field('SEASON_ID', cell.text) }

/** Parameters of leaguegamelog: all lines of a season and type in one answer, of teams ('T') or players ('P'). */
export const gameLogParams =
  (of: 'T' | 'P') =>
  (scope: SeasonScope): Params => ({
    ...seasonParams(scope),
    PlayerOrTeam: of,
    Counter: '0',
    Sorter: 'DATE',
    Direction: 'ASC',
    DateFrom: '',
    DateTo: '',
  })

/** The two questions that leaguegamelog answers. */
export const CALLED = { T: 'leaguegamelog teams', P: 'leaguegamelog players' } as const

/** The dataset of one of the two logs: a line for each game and whoever it is of, the whole season in one answer. */
export function gameLog<T extends Log>(
  name: T & DatasetName,
  log: {
    readonly of: 'T' | 'P'
    readonly title: string
    readonly key: Column<T>
    readonly fields: Fields<T>
    readonly follows?: readonly DatasetName[]
    readonly holds: Holds<Column<Log>>
    readonly verify: readonly Check[]
  },
): Dataset {
  const { of, title, key, fields, follows = [], holds, verify } = log
  return seasonTable<Log>(name, {
    title,
    group: 'game-logs',
    endpoint: 'leaguegamelog',
    called: CALLED[of],
    resultSet: 'LeagueGameLog',
    params: gameLogParams(of),
    since: FIRST_SEASON_YEAR,
    byDefault: true,
    leftOut: { 'not of the game': ['VIDEO_AVAILABLE'] },
    follows,
    version: 3,
    table: name,
    key: ['game_id', key],
    guard: 'game_id',
    fields: { ...GAME_LINE, ...fields, ...STATISTICS },
    reads: SEASON_ID,
    judge: judgeLine,
    filledWith: { column: 'minutes', columns: COUNTED },
    ...holds,
    verify,
  })
}

const ids = (row: Draft): string => `SEASON_ID ${row.season_id}, GAME_ID ${row.game_id}`
const ofSeason = ofItsGame(ids)

/** A line of another season is refused, one of another season type (the cup final) is left to its own run. */
export const judgeLine: Judge = (row, context) =>
  wrongPercentage(row) ??
  wrongDate(row, context.scope) ??
  wrongSeason(row, context.scope) ??
  ofSeason(row, context)

/** Percentages with the columns that they are made of. */
const PERCENTAGES = [
  ['FG_PCT', 'field_goal_pct', 'field_goals_made', 'field_goals_attempted'],
  ['FG3_PCT', 'three_pointer_pct', 'three_pointers_made', 'three_pointers_attempted'],
  ['FT_PCT', 'free_throw_pct', 'free_throws_made', 'free_throws_attempted'],
] as const

/** The source rounds to three decimals. */
const ROUNDING = 0.001

/**
 * A percentage above 1. One that the line's own made and attempted give is the source's word, however odd: six team
 * lines of 1960-61 have more made than attempted (0026000025: 41 of 8).
 */
function wrongPercentage(row: Draft): Refusal | undefined {
  for (const [from, percentage, made, attempted] of PERCENTAGES) {
    const value = Number(row[percentage])
    if (value > 1 && !(Math.abs(value - Number(row[made]) / Number(row[attempted])) < ROUNDING))
      return new Refusal(`${from} ${value}: is above 1, and not made by attempted`)
  }
  return undefined
}

/** A date that is not of the season. */
function wrongDate({ game_date: date }: Draft, { season }: SeasonScope): Refusal | undefined {
  const { first, last } = seasonDates(season)
  const within = String(date) >= first && String(date) <= last
  return within ? undefined : new Refusal(`GAME_DATE ${String(date)}: is not of ${season}`)
}

function wrongSeason(row: Draft, { season }: SeasonScope): Refusal | undefined {
  return String(row.season_id).slice(1) === String(startYear(season)) ? undefined : anotherSeason(ids(row))
}
