import { UserError } from '../../src/errors.js'
import type { Value } from './answer.js'
import type { Common } from './dataset-plan.js'
import type { Doubt } from './doubt.js'
import { keyOf, type Column } from './key.js'
import { isOfScope } from './request.js'
import { openSeasonParams } from './season-params.js'

/** What is known of the rows beside their values. */
interface KnownOfRows {
  /** Their number. */
  readonly rows: number
  /** Columns that are part of the key in any case, of the scope and of what the answer is about. */
  readonly given: readonly string[]
  /** Columns of ids that the recorded request named and the draft leaves open. */
  readonly chosenBy: readonly string[]
  readonly request: Pick<Common, 'asked' | 'opened'>
}

/** The columns that tell the rows of an answer apart, beside those given, and what of it is in doubt. Throws a UserError where none do. */
export function inferredKey(
  columns: readonly Column[],
  { rows, given, chosenBy, request }: KnownOfRows,
): { readonly key: readonly string[]; readonly doubts: readonly Doubt[] } {
  // All rows have the id that was asked for, so that they do not show that the key needs it.
  const ids = columns
    .filter(({ column, values }) => chosenBy.includes(column) && isOneId(values))
    .map(({ column }) => column)
  const found = keyOf(columns, rows, [...given, ...ids])
  if (found === undefined)
    throw new UserError(
      'No four columns or fewer tell the rows of the answer apart; name those of the key with --key, separated by commas.',
      2,
    )
  const what = found.columns.length === 0 ? 'the answer has one row' : found.columns.join(', ')
  const unsure = found.sure ? [] : [`${what}; check that this tells rows apart in every answer (else --key)`]
  return {
    key: [...ids, ...found.columns],
    doubts: [...unsure, ...unseen(request)].map((why) => ({ of: 'key', why })),
  }
}

/** Whether rows are all of one team, player or game. */
const isOneId = (values: readonly Value[]): boolean => Boolean(values[0]) && new Set(values).size === 1

/** What the rows of the recorded answer cannot show. */
function unseen({ asked: { params = {}, subject }, opened }: KnownOfRows['request']): readonly string[] {
  const empty = isOfScope(subject) ? openSeasonParams(params) : []
  return [
    ...(opened.length === 0
      ? []
      : [
          `the recorded answer is only about ${opened.join(', ')}; check that the key tells the rows of a whole one apart`,
        ]),
    ...(empty.length === 0
      ? []
      : [
          `the recorded request leaves ${empty.join(' and ')} empty, so that an answer has rows of all; check that the key tells those apart`,
        ]),
  ]
}
