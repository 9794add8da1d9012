import { cell } from '../kit/cells.js'
import { fieldsOf, type Column, type FieldGroup, type Fields } from '../kit/fields.js'

/**
 * What the schedule says of a game beside who, when, where and how it ended. Answers of before 2024 lack the labels; the
 * recorded one has no neutral site either, whose name is as the sandbox and published programs have it.
 */
const DETAILS = [
  [cell.count, { week: 'weekNumber', sequence_of_day: 'gameSequence' }, 'optional'],
  [cell.textOrNull, { week_name: 'weekName', game_code: 'gameCode' }, 'optional'],
  [cell.flag, { if_necessary: 'ifNecessary', neutral_site: 'isNeutral' }, 'optional'],
  [
    cell.textOrNull,
    { series_game_number: 'seriesGameNumber', postponed_status: 'postponedStatus' },
    'optional',
  ],
  [cell.textOrNull, { game_label: 'gameLabel', game_sub_label: 'gameSubLabel' }, 'optional'],
  [cell.textOrNull, { game_subtype: 'gameSubtype' }, 'optional'],
  [cell.count, { home_seed: 'homeTeam.seed', away_seed: 'awayTeam.seed' }, 'optional'],
] as const satisfies readonly FieldGroup<Column<'games'>>[]

export const DETAILS_OF_A_GAME: Fields<'games'> = fieldsOf(DETAILS)

/** Their columns, none of which decides anything: an answer may lack them all. */
export const WORDS_OF_A_GAME = [
  'week',
  'sequence_of_day',
  'week_name',
  'game_code',
  'if_necessary',
  'neutral_site',
  'series_game_number',
  'postponed_status',
  'game_label',
  'game_sub_label',
  'game_subtype',
  'home_seed',
  'away_seed',
] as const satisfies readonly Column<'games'>[]
