import { z } from 'zod'
import { calendarDate } from '../../season/calendar-date.js'

/** A value on its way into a column. */
export type Cell = string | number | boolean | null

/** Postgres cannot store NUL, and terminals act on escapes: control characters never enter a table. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const clean = (value: string): string => value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim()

const integer = z.number().int().min(-2_147_483_648).max(2_147_483_647)

/** Digits of the API, which writes some numbers as text; everything else stays what it is, and is refused. */
const digits = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value

/** 'PT11M40.00S'; a game has no thousands of minutes. */
const ISO_CLOCK = /^PT(\d{1,4})M(\d{2}(?:\.\d{1,9})?)S$/

/** Field types of the API. Each takes the value as JSON has it and gives the cell. */
export const cell = {
  /** Positive id; the API writes it as a number or as digits. */
  id: z.preprocess(digits, z.number().int().positive()),
  /** An id where 0, '' and null mean nobody. */
  idOrNone: z.preprocess(
    (value) => (value === 0 || value === '' || value === '0' ? null : digits(value)),
    z.number().int().positive().nullable(),
  ),
  gameId: z.string().regex(/^\d{10}$/, 'is not a game id'),
  /** A count that cannot be below 0; null where the season's sheets did not keep it. */
  count: integer.min(0).nullable(),
  /** A count that is always kept, such as wins. */
  tally: integer.min(0),
  /** A number that tells one thing of a game from another, from 1. */
  ordinal: integer.positive(),
  /** Any whole number that is always there. */
  integer,
  /** A difference, may be below 0. */
  difference: z.preprocess(
    (value) => (typeof value === 'number' ? Math.trunc(value) : value),
    integer.nullable(),
  ),
  /** A whole number that may come as text; '' and null are unknown. */
  numeral: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : digits(value)),
    integer.nullable(),
  ),
  minutes: z.number().min(0).max(1000).nullable(),
  /** Minutes from '19:09' or 'PT19M09.00S'; '' is unknown. */
  clockMinutes: z
    .string()
    .nullable()
    .transform((value, context) => seconds(value, context, /^(\d{1,4}):(\d{2})$/))
    .transform((s) => (s === null ? null : s / 60)),
  /** Seconds from 'PT11M40.00S'; '' is unknown. */
  clockSeconds: z
    .string()
    .nullable()
    .transform((value, context) => seconds(value, context, ISO_CLOCK)),
  number: z.number().nullable(),
  /** Made by attempted. Above 1 where a sheet has more made than attempted, as some of 1960-61 do. */
  made: z.number().min(0).nullable(),
  /** A share of 1. */
  share: z.number().min(0).max(1).nullable(),
  text: z.string().transform(clean).pipe(z.string().min(1)),
  /** Text that may be absent: '' and null are the same. */
  textOrNull: z
    .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().nullable())
    .transform((value) => (value === null ? null : clean(value) || null)),
  /** A calendar date that may be absent. */
  dateOrNone: z.preprocess(
    (value) => (value === '' ? null : typeof value === 'string' ? calendarDate(value) : value),
    z.iso.date().nullable(),
  ),
  /** Calendar date from any of the API's forms. */
  date: z.string().transform((value, context) => {
    const date = calendarDate(value)
    if (date === undefined) context.addIssue({ code: 'custom', message: 'is not a date' })
    return date ?? z.NEVER
  }),
}

function seconds(value: string | null, context: z.RefinementCtx, form: RegExp): number | null {
  if (value === null || value === '') return null
  const match = form.exec(value) ?? ISO_CLOCK.exec(value)
  if (match) return Number(match[1]) * 60 + Number(match[2])
  context.addIssue({ code: 'custom', message: 'is not a time' })
  return z.NEVER
}
