import { STATUS_CODES } from 'node:http'
import type { SourceErrorClass } from '../../contracts/failure-types.js'
import { excerpt, printable } from '../../text/printable.js'
import { readRetryAfter } from './retry-after.js'
import { BLOCKED_ADVICE, type Fault } from './source-error.js'

/** The parts of an answer that are judged: its head and the decoded body (of an error page, its beginning). */
export interface Received {
  readonly status: number
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

/** Words of pages that deny access: those of Akamai (in front of the NBA's API) and of the other large networks. */
const DENIAL =
  /access ?denied|permission to access|forbidden|captcha|unusual traffic|request (?:was )?(?:blocked|unsuccessful)|you have been blocked|attention required|not a robot/i

/** The API's own server errors in plain text, seen with status 200 too. */
const SERVER_ERROR_TEXT = /^System\.[\w.]*Exception|an error has occurred|internal server error|\(50\d\)/i

/** An error message in place of an answer is short; longer bodies are not searched for one. */
const LONGEST_MESSAGE_BYTES = 2_048

/** The words that deny access stand within this much of a page. */
const PAGE_START_BYTES = 8_192

/**
 * Judges an answer: undefined if it may be what was asked for, otherwise its fault.
 *
 * | answer                                                              | class             |
 * | ------------------------------------------------------------------- | ----------------- |
 * | 429; 503 with a usable Retry-After                                  | RateLimited       |
 * | 403; a page (HTML or XML) that denies access, whatever its status   | Blocked           |
 * | 408, 425, 5xx                                                       | Unavailable       |
 * | 2xx with an error text or `{"Message": "An error has occurred."}`   | Unavailable       |
 * | any other 4xx (400, 401, 404, 407 …)                                | Refused           |
 * | 2xx with nothing, white space, `null`, `""` or `{}`                 | SuspiciouslyEmpty |
 * | 2xx with HTML or XML, other text, broken JSON; 206, 3xx, others     | ContractBroken    |
 *
 * `[]` and row sets without rows pass: only the dataset knows whether something had to be there.
 */
export function classify(received: Received): Fault | undefined {
  const { status, headers } = received
  const judged = status >= 200 && status < 300 ? judgeBody(received) : judgeStatus(received)
  if (judged === undefined) return undefined
  const retryAfterMs = readRetryAfter(headers['retry-after'], headers['date'])
  return { ...judged, status, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

function judgeStatus({ status, headers, body }: Received): Fault {
  const answered = `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim()
  const words = pageKind(body) === undefined ? excerpt(body) : pageText(body)
  const what = words === '' ? answered : `${answered}: "${words}"`
  const rateLimited =
    status === 429 ||
    (status === 503 && readRetryAfter(headers['retry-after'], headers['date']) !== undefined)
  if (rateLimited) return { errorClass: 'RateLimited', what, next: 'ask less often (NBA_PACE or --pace)' }
  if (status === 403 || (pageKind(body) !== undefined && isDenial(body))) return blocked(what)
  if (status === 407)
    return { errorClass: 'Refused', what, next: 'check user and password of the proxy', byProxy: true }
  return { errorClass: classOf(status), what }
}

function classOf(status: number): SourceErrorClass {
  if (status === 408 || status === 425 || (status >= 500 && status < 600)) return 'Unavailable'
  return status >= 400 && status < 500 ? 'Refused' : 'ContractBroken'
}

function judgeBody({ status, body }: Received): Fault | undefined {
  const [start, end] = textBounds(body)
  const answered = `answered ${status}`
  if (start === end) return { errorClass: 'SuspiciouslyEmpty', what: `${answered} with an empty body` }
  if (status === 206) return { errorClass: 'ContractBroken', what: 'answered a part of what was asked for' }
  const first = body[start]
  if (first !== 0x7b && first !== 0x5b) return judgeText(body.subarray(start, end), answered)
  if (end - start <= LONGEST_MESSAGE_BYTES) {
    const fault = judgeShort(body.toString('utf8', start, end), answered)
    if (fault !== undefined) return fault
  }
  if (body[end - 1] !== (first === 0x7b ? 0x7d : 0x5d)) {
    return { errorClass: 'ContractBroken', what: `${answered} with JSON that breaks off: "${excerpt(body)}"` }
  }
  return undefined
}

function judgeText(body: Buffer, answered: string): Fault {
  const what = `${answered} with no JSON: "${excerpt(body)}"`
  const kind = pageKind(body)
  if (kind !== undefined) {
    const page = `${answered} with an ${kind} page: "${pageText(body)}"`
    return isDenial(body) ? blocked(page) : { errorClass: 'ContractBroken', what: page }
  }
  if (SERVER_ERROR_TEXT.test(startOf(body))) return { errorClass: 'Unavailable', what }
  if (/^(?:null|"")$/.test(startOf(body))) return { errorClass: 'SuspiciouslyEmpty', what }
  return { errorClass: 'ContractBroken', what }
}

function judgeShort(text: string, answered: string): Fault | undefined {
  if (/^\{\s*\}$/.test(text))
    return { errorClass: 'SuspiciouslyEmpty', what: `${answered} with an empty object` }
  const message = /^\{\s*"message"\s*:\s*"([^"]*)"\s*\}$/i.exec(text)?.[1]
  if (message === undefined) return undefined
  const errorClass = SERVER_ERROR_TEXT.test(message) ? 'Unavailable' : 'ContractBroken'
  return { errorClass, what: `${answered} with a message only: "${printable(message)}"` }
}

function blocked(what: string): Fault {
  return { errorClass: 'Blocked', what, next: BLOCKED_ADVICE }
}

/** What a page is written in; undefined for all that is no page. Storage services answer errors in XML. */
function pageKind(body: Buffer): 'HTML' | 'XML' | undefined {
  const start = startOf(body)
  if (/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|!--|html|head|body|title)/i.test(start)) return 'HTML'
  return /^\uFEFF?\s*<(?:\?xml|error)\b/i.test(start) ? 'XML' : undefined
}

function isDenial(body: Buffer): boolean {
  return DENIAL.test(startOf(body))
}

function startOf(body: Buffer): string {
  return body.toString('utf8', 0, PAGE_START_BYTES)
}

/** The text of a page for messages: its title, otherwise its text without tags. */
function pageText(body: Buffer): string {
  const page = startOf(body)
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim()
  return printable(title === undefined || title === '' ? page.replace(/<[^>]*>/g, ' ') : title)
}

/** Start and end of a body's text, without a byte order mark and white space. */
function textBounds(body: Buffer): [start: number, end: number] {
  let start = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  let end = body.length
  while (start < end && isSpace(body[start])) start++
  while (end > start && isSpace(body[end - 1])) end--
  return [start, end]
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
