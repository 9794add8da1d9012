import { memberSpan } from './json-member.js'

/**
 * '2024-05-05T22:44:52.4452Z', or '2020-12-22 23:24:13.537508' of the live files; a time without its zone counts as UTC, since
 * only times of the same file are compared. In a body it stands in quotes.
 */
const ISO = /^"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?"$/

/** The time at which the source made a body, ISO in milliseconds; undefined where the body does not give it. */
export function bodyTime(body: Buffer, path: readonly string[] | undefined): string | undefined {
  const span = path === undefined ? undefined : memberSpan(body, path)
  const parts = span === undefined ? null : ISO.exec(body.toString('utf8', span.start, span.end))
  if (parts === null) return undefined
  const time = Date.parse(`${parts[1]?.replace(' ', 'T')}${parts[2] ?? 'Z'}`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
