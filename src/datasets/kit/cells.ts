import { z } from 'zod'
import { calendarDate } from '../../season/calendar-date.js'

/** A value on its way into a column. */
export type Cell = string | number | boolean | null

/** What a cell type gives, as Postgres names the types of columns that can hold it. */
export interface ColumnType {
  readonly types: readonly (
    'text' | 'int2' | 'int4' | 'int8' | 'float8' | 'bool' | 'date' | 'timestamptz' | '_int8'
  )[]
  /** Null is among the values. */
  readonly nullable: boolean
}

/**
 * A field type of the API. `schema` says which values it takes and what becomes of each. `quick` gives the same for
 * the values that come in nearly every row, without the library, and undefined for all others: a season of
 * play-by-play has ten million cells.
 */
export interface CellType {
  readonly schema: z.ZodType<Cell>
  readonly quick: (value: unknown) => Cell | undefined
  readonly column: ColumnType
}

/** Postgres cannot store NUL, and terminals act on escapes: control characters never enter a table. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const clean = (value: string): string =>
  (CONTROL.test(value) ? value.replace(new RegExp(CONTROL, 'g'), '') : value).trim()

const SMALLEST = -2_147_483_648
const LARGEST = 2_147_483_647
const integer = z.number().int().min(SMALLEST).max(LARGEST)

/** Digits of the API, which writes some numbers as text; everything else stays what it is, and is refused. */
const digits = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value

/** 'PT11M40.00S', or 'PT00M.50S' below one second; a game has no thousands of minutes. */
const ISO_CLOCK = /^PT(\d{1,4})M(\d{2}(?:\.\d{1,9})?|\.\d{1,9})S$/
/** '34:30'; the hustle box score writes a team's as '265.0:00'. */
const MINUTES = /^(\d{1,4})(?:\.0)?:(\d{2})$/

const column = (type: ColumnType['types'][number], nullable: boolean): ColumnType => ({
  types: [type],
  nullable,
})
const nullable = (type: ColumnType['types'][number]): ColumnType => column(type, true)
const required = (type: ColumnType['types'][number]): ColumnType => column(type, false)

const cellOf = (schema: CellType['schema'], quick: CellType['quick'], held: ColumnType): CellType => ({
  schema,
  quick,
  column: held,
})

/** `quick` of whole numbers between two bounds. */
const wholeNumber =
  (least: number, most: number) =>
  (value: unknown): number | undefined =>
    typeof value === 'number' && value >= least && value <= most && Number.isInteger(value)
      ? value
      : undefined
/** `quick` of numbers between two bounds. */
const numberIn =
  (least: number, most: number) =>
  (value: unknown): number | undefined =>
    typeof value === 'number' && value >= least && value <= most ? value : undefined
const orNull =
  (quick: (value: unknown) => Cell | undefined) =>
  (value: unknown): Cell | undefined =>
    value === null ? null : quick(value)

const ofSource = wholeNumber(1, Number.MAX_SAFE_INTEGER)

/** Field types of the API. Each takes the value as JSON has it and gives the cell. */
export const cell = {
  /** Positive id; the API writes it as a number or as digits. */
  id: cellOf(z.preprocess(digits, z.number().int().positive()), ofSource, required('int8')),
  /** An id where 0, '' and null mean nobody. */
  idOrNone: cellOf(
    z.preprocess(
      (value) => (value === 0 || value === '' || value === '0' ? null : digits(value)),
      z.number().int().positive().nullable(),
    ),
    orNull((value) => (value === 0 ? null : ofSource(value))),
    nullable('int8'),
  ),
  gameId: cellOf(
    z.string().regex(/^\d{10}$/, 'is not a game id'),
    (value) => (typeof value === 'string' && /^\d{10}$/.test(value) ? value : undefined),
    required('text'),
  ),
  /** A count that cannot be below 0; null where the season's sheets did not keep it. */
  count: cellOf(integer.min(0).nullable(), orNull(wholeNumber(0, LARGEST)), nullable('int4')),
  /** A count that is always kept, such as wins. */
  tally: cellOf(integer.min(0), wholeNumber(0, LARGEST), required('int4')),
  /** A number that tells one thing of a game from another, from 1. */
  ordinal: cellOf(integer.positive(), wholeNumber(1, LARGEST), required('int4')),
  /** Any whole number that is always there. */
  integer: cellOf(integer, wholeNumber(SMALLEST, LARGEST), required('int4')),
  /** A difference, may be below 0. */
  difference: cellOf(integer.nullable(), orNull(wholeNumber(SMALLEST, LARGEST)), nullable('int4')),
  /**
   * A team's plus/minus. The source makes it of those of the players, so that it has a fraction in some games (4 team
   * lines of 2023-24, such as -27.6 in 0022300511), which is cut off: points have none. A player's is never like that.
   */
  teamDifference: cellOf(
    z.preprocess((value) => (typeof value === 'number' ? Math.trunc(value) : value), integer.nullable()),
    orNull(wholeNumber(SMALLEST, LARGEST)),
    nullable('int4'),
  ),
  /** A whole number that may come as text; '' and null are unknown. */
  numeral: cellOf(
    z.preprocess(
      (value) => (typeof value === 'string' && value.trim() === '' ? null : digits(value)),
      integer.nullable(),
    ),
    orNull((value) => (value === '' ? null : wholeNumber(SMALLEST, LARGEST)(value))),
    nullable('int4'),
  ),
  /** A year that is always there; the API writes it as a number or as digits. */
  year: cellOf(z.preprocess(digits, integer.min(1900).max(2200)), wholeNumber(1900, 2200), required('int4')),
  minutes: cellOf(z.number().min(0).max(1000).nullable(), orNull(numberIn(0, 1000)), nullable('float8')),
  /** Minutes from '19:09' or 'PT19M09.00S'; '' is unknown. */
  clockMinutes: cellOf(
    z
      .string()
      .nullable()
      .transform((value, context) => seconds(value, context, MINUTES))
      .transform((s) => (s === null ? null : s / 60)),
    (value) => {
      const s = secondsOf(value, MINUTES)
      return typeof s === 'number' ? s / 60 : s
    },
    nullable('float8'),
  ),
  /** Minutes from '2:51', hours and minutes; '' is unknown. */
  hours: cellOf(
    z
      .string()
      .nullable()
      .transform((value, context) => seconds(value, context, MINUTES)),
    (value) => secondsOf(value, MINUTES),
    nullable('float8'),
  ),
  /** Seconds from 'PT11M40.00S'; '' is unknown. */
  clockSeconds: cellOf(
    z
      .string()
      .nullable()
      .transform((value, context) => seconds(value, context, ISO_CLOCK)),
    (value) => secondsOf(value, ISO_CLOCK),
    nullable('float8'),
  ),
  number: cellOf(
    z.number().nullable(),
    orNull(numberIn(-Number.MAX_VALUE, Number.MAX_VALUE)),
    nullable('float8'),
  ),
  /** A number that may come as text, '220.40'; '' and null are unknown. */
  decimal: cellOf(
    z.preprocess(
      (value) =>
        typeof value === 'string' && /^\s*(-?\d+(\.\d+)?)?\s*$/.test(value)
          ? value.trim() === ''
            ? null
            : Number(value)
          : value,
      z.number().nullable(),
    ),
    orNull((value) => (value === '' ? null : numberIn(-Number.MAX_VALUE, Number.MAX_VALUE)(value))),
    nullable('float8'),
  ),
  /** Made by attempted. Above 1 where a sheet has more made than attempted, as some of 1960-61 do. */
  made: cellOf(z.number().min(0).nullable(), orNull(numberIn(0, Number.MAX_VALUE)), nullable('float8')),
  /** A share of 1. */
  share: cellOf(z.number().min(0).max(1).nullable(), orNull(numberIn(0, 1)), nullable('float8')),
  flag: cellOf(
    z.boolean().nullable(),
    (value) => (typeof value === 'boolean' || value === null ? value : undefined),
    nullable('bool'),
  ),
  /** 'Y' and 'N'. */
  yesNo: cellOf(
    z
      .enum(['Y', 'N'])
      .transform((value) => value === 'Y')
      .nullable(),
    orNull((value) => (value === 'Y' ? true : value === 'N' ? false : undefined)),
    nullable('bool'),
  ),
  /** 1 for true; any other number is false. */
  one: cellOf(
    z.number().transform((value) => value === 1),
    (value) => (value === 1 ? true : value === 0 ? false : undefined),
    required('bool'),
  ),
  /** '1' and '0' as text; unknown where nothing is told. */
  oneOrZero: cellOf(
    z
      .enum(['0', '1', ''])
      .nullable()
      .transform((value) => (value === null || value === '' ? null : value === '1')),
    (value) =>
      value === '1' ? true : value === '0' ? false : value === null || value === '' ? null : undefined,
    nullable('bool'),
  ),
  /** 1 for true; unknown where nothing is told. */
  oneOrNone: cellOf(
    z
      .number()
      .nullable()
      .transform((value) => (value === null ? null : value === 1)),
    (value) => (value === 1 ? true : value === 0 ? false : value === null ? null : undefined),
    nullable('bool'),
  ),
  text: cellOf(
    z.string().transform(clean).pipe(z.string().min(1)),
    (value) => (typeof value === 'string' ? clean(value) || undefined : undefined),
    required('text'),
  ),
  /** Text that may be absent: '' and null are the same. */
  textOrNull: cellOf(
    z
      .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullable())
      .transform((value) => (value === null ? null : clean(value) || null)),
    orNull((value) => (typeof value === 'string' ? clean(value) || null : undefined)),
    nullable('text'),
  ),
  /** Text that is part of a key, which takes no null: '' where there is none. */
  keyText: cellOf(
    z
      .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullable())
      .transform((value) => (value === null ? '' : clean(value))),
    (value) => (value === null ? '' : typeof value === 'string' ? clean(value) : undefined),
    required('text'),
  ),
  /** Words of a list as one text, 'fastbreak,pointsinthepaint'; null of an empty one. */
  words: cellOf(
    z
      .array(z.string())
      .nullable()
      .transform((value) => (value ?? []).map(clean).join(',') || null),
    (value) => (value === null || (Array.isArray(value) && value.length === 0) ? null : undefined),
    nullable('text'),
  ),
  /** A moment in UTC, '2020-12-23T00:06:19.0Z'; '' and null are unknown. */
  moment: cellOf(
    z
      .string()
      .nullable()
      .transform((value, context) => {
        const moment = momentOf(value)
        if (moment === undefined) context.addIssue({ code: 'custom', message: 'is not a moment' })
        return moment ?? null
      }),
    momentOf,
    nullable('timestamptz'),
  ),
  /** A calendar date that may be absent. */
  dateOrNone: cellOf(
    z.preprocess(
      (value) => (value === '' ? null : typeof value === 'string' ? calendarDate(value) : value),
      z.iso.date().nullable(),
    ),
    orNull((value) => (typeof value === 'string' && value !== '' ? calendarDate(value) : undefined)),
    nullable('date'),
  ),
  /** Calendar date from any of the API's forms. */
  date: cellOf(
    z.string().transform((value, context) => {
      const date = calendarDate(value)
      if (date === undefined) context.addIssue({ code: 'custom', message: 'is not a date' })
      return date ?? z.NEVER
    }),
    (value) => (typeof value === 'string' ? calendarDate(value) : undefined),
    required('date'),
  ),
} satisfies Readonly<Record<string, CellType>>

const UTC_MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/

/** A moment in milliseconds; null where it is empty, undefined where it is none. */
function momentOf(value: unknown): string | null | undefined {
  if (value === null || value === '') return null
  if (typeof value !== 'string' || !UTC_MOMENT.test(value) || calendarDate(value) === undefined)
    return undefined
  const time = new Date(value)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

/** A whole number between two bounds that two bytes can hold, always there. */
export const whole = (least: number, most: number): CellType => ({
  schema: z.number().int().min(least).max(most),
  quick: wholeNumber(least, most),
  column: { types: ['int4', 'int2'], nullable: false },
})

/** Column types that a dataset fills by itself, not from a cell. */
export const columnType = { required, nullable }

/** Seconds of a clock; null where it is empty, undefined where it is none. */
function secondsOf(value: unknown, form: RegExp): number | null | undefined {
  if (value === null || value === '') return null
  if (typeof value !== 'string') return undefined
  const match = form.exec(value) ?? ISO_CLOCK.exec(value)
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}

function seconds(value: string | null, context: z.RefinementCtx, form: RegExp): number | null {
  const found = secondsOf(value, form)
  if (found !== undefined) return found
  context.addIssue({ code: 'custom', message: 'is not a time' })
  return z.NEVER
}
