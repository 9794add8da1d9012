/** Shortest wait, even where a source says "at once", so that a mistake there never becomes a busy loop here. */
export const RETRY_AFTER_MIN_MS = 1_000

/**
 * Longer waits ("a year") are cut to an hour, after which one request checks whether the limit still holds. Real rate
 * limits of web APIs are seconds to minutes.
 */
export const RETRY_AFTER_MAX_MS = 3_600_000

/** The three forms of a date in HTTP (RFC 9110, 5.6.7); `Date.parse` alone accepts far more. */
const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*(?:, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

/**
 * Reads a Retry-After header, given as seconds or as an HTTP date.
 *
 * A date is measured against the answer's own `Date` header where that is readable, because the two clocks may differ.
 * Returns milliseconds from RETRY_AFTER_MIN_MS to RETRY_AFTER_MAX_MS, or undefined where there is no header or it
 * says nothing usable: garbage, a negative number, a date that is past.
 */
export function readRetryAfter(header: unknown, dateHeader?: unknown, now = new Date()): number | undefined {
  if (typeof header !== 'string') return undefined
  const value = header.trim()
  if (/^\d{1,20}(\.\d{1,6})?$/.test(value)) return bounded(Number(value) * 1_000)
  const until = httpDate(value)
  if (until === undefined) return undefined
  const from = (typeof dateHeader === 'string' ? httpDate(dateHeader.trim()) : undefined) ?? now.getTime()
  return until > from ? bounded(until - from) : undefined
}

function bounded(ms: number): number {
  return Math.min(RETRY_AFTER_MAX_MS, Math.max(RETRY_AFTER_MIN_MS, Math.ceil(ms)))
}

function httpDate(text: string): number | undefined {
  if (!HTTP_DATE.test(text)) return undefined
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(time) ? undefined : time
}
