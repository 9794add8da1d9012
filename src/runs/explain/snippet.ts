import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { parseJson } from '../../sources/http/json.js'
import { readAnswers } from '../../store/requests/archived-answers.js'
import { pathText, placeOf } from '../../text/json-place.js'
import { printable } from '../../text/printable.js'
import { findInBody } from './find-in-body.js'

/** A value in the body of its answer, with what stands around it, letter for letter but for line ends. */
export interface Snippet {
  /** 'resultSets[0].rowSet[12][20]' */
  readonly path: string
  readonly before: string
  readonly value: string
  readonly after: string
}

/** Characters before and after a value. */
const AROUND = 36
const LONGEST_VALUE = 200

/** The place of a row's value in an archived body; null where the answer is not archived or does not have it as such. */
export async function snippetOf(
  pool: pg.Pool,
  responseId: number,
  table: TableSpec,
  values: Readonly<Record<string, unknown>>,
  column: string,
): Promise<Snippet | null> {
  const answer = (await readAnswers(pool, [responseId])).get(responseId)
  if (answer === undefined) return null
  const path = findInBody(parseJson(answer.body, `answer ${responseId}`), table, values, column)
  if (path === undefined || path.length === 0) return null
  const text = answer.body.toString('utf8')
  const place = placeOf(text, path)
  if (place === undefined) return null
  return {
    path: pathText(path),
    before: oneLine(text.slice(Math.max(0, place.start - AROUND), place.start)),
    value: printable(text.slice(place.start, place.end), LONGEST_VALUE),
    after: oneLine(text.slice(place.end, place.end + AROUND)),
  }
}

/** Text of a body on one line; the spaces at its ends stay, unlike those that `printable` cuts. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
