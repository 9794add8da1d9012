import { cell } from '../../src/datasets/kit/cells.js'
import { UserError } from '../../src/errors.js'
import { calendarDate } from '../../src/season/calendar-date.js'
import { Decimal, plain, type Value } from './answer.js'

/** A cell type of the kit, by its name there. */
export type CellName = keyof typeof cell

const LARGEST = 2_147_483_647
/** Ids below this are numbers within a game, not of the league's people and teams. */
const OF_A_GAME = 100_000

/** Shares that can be above 1: a three counts more than one shot, and estimates of few seconds give anything. */
const ABOVE_ONE = /true_shooting|effective_field_goal|impact_estimate|turnover_pct|^estimated_/

const DAY_ONLY = /^(?!.*T(?!00:00:00)).*$/

/**
 * The type of a column's values. One answer cannot prove that a value is always there, so each type that it gives takes
 * null; `keyCellType` has those of keys. Undefined where every value is null: nothing tells the type.
 */
export function cellTypeOf(column: string, values: readonly Value[]): CellName | undefined {
  const present = values.filter((value) => value !== null && value !== '')
  if (present.length === 0) return values.includes('') ? 'textOrNull' : undefined
  if (present.every((value) => typeof value === 'boolean')) return 'flag'
  if (present.every((value) => typeof value === 'string')) return textType(column, present)
  const numbers = present.map((value) => plain(value))
  if (!numbers.every((value) => typeof value === 'number')) return 'textOrNull'
  return numberType(column, numbers, {
    decimals: present.some((value) => value instanceof Decimal),
    complete: present.length === values.length,
  })
}

function textType(column: string, texts: readonly string[]): CellName {
  const all = (form: RegExp): boolean => texts.every((text) => form.test(text))
  if (column === 'game_id' && all(/^\d{10}$/)) return 'gameId'
  const read = (type: CellName): boolean => texts.every((text) => cell[type].quick(text) !== undefined)
  if (/(^|_)minutes$/.test(column) && read('clockMinutes')) return 'clockMinutes'
  if (column === 'seconds_left' && read('clockSeconds')) return 'clockSeconds'
  if (texts.every((text) => calendarDate(text) !== undefined) && all(DAY_ONLY)) return 'dateOrNone'
  if (/(^|_)(player|team)_id$/.test(column) && all(/^[1-9]\d*$/)) return 'idOrNone'
  // '00' and '7' are names of shirts, '2018' a season: digits alone make no number.
  const named = /(^|_)(id|number|season|slug|name|group|record)$/.test(column)
  if (!named && all(/^-?(0|[1-9]\d{0,8})$/)) return 'numeral'
  return 'textOrNull'
}

function numberType(
  column: string,
  numbers: readonly number[],
  { decimals, complete }: { readonly decimals: boolean; readonly complete: boolean },
): CellName {
  const whole = numbers.every((value) => Number.isInteger(value) && Math.abs(value) <= LARGEST)
  if (column === 'plus_minus' && whole) return 'difference'
  if (/(_pct|_share)$/.test(column) && !ABOVE_ONE.test(column))
    return numbers.every((value) => value >= 0 && value <= 1) ? 'share' : 'number'
  if (decimals || ABOVE_ONE.test(column)) return 'number'
  if (/(^|_)id$/.test(column) && numbers.every((value) => value >= 0)) return 'idOrNone'
  if (/^(is|has)_/.test(column) && complete && numbers.every((value) => value === 0 || value === 1))
    return 'one'
  if (!whole) return 'number'
  if (column === 'plus_minus' || column.endsWith('difference') || numbers.some((value) => value < 0))
    return 'difference'
  return 'count'
}

/** The type of a column that is part of a key, which takes no null. Throws a UserError where it can be none. */
export function keyCellType({
  column,
  type,
  values,
}: {
  readonly column: string
  readonly type: CellName
  readonly values: readonly Value[]
}): CellName {
  // The first players of the league have ids of one digit.
  if (type === 'idOrNone')
    return !/(player|team)_id$/.test(column) &&
      values.every((value) => Number(value) < OF_A_GAME && Number(value) > 0)
      ? 'ordinal'
      : 'id'
  if (type === 'count') return values.some((value) => value === 0) ? 'tally' : 'ordinal'
  if (type === 'difference') return 'integer'
  if (type === 'dateOrNone')
    return values.every((value) => value !== null && value !== '') ? 'date' : 'keyText'
  if (type === 'textOrNull' || type === 'numeral')
    return values.every((value) => typeof value === 'string' && value.trim() !== '') ? 'text' : 'keyText'
  if (cell[type].column.nullable)
    throw new UserError(`A column of type ${type} is no part of a key; choose others with --key.`, 2)
  return type
}
