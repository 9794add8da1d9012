import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { SourceErrorClass } from '../../../src/contracts/failure-types.js'
import { clientOf, errorOf, gameLog, serve } from '../http/local-server.js'

const DENIED =
  "<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>You don't have permission</BODY></HTML>"
const HTML = '<!DOCTYPE html><html><head><title>Under construction</title></head><body></body></html>'
const NOT_FOUND = '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head></html>'
const WEB_EXCEPTION =
  'System.Net.WebException: The remote server returned an error: (500) Internal Server Error.'

const XML_DENIED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><RequestId>4F2</RequestId></Error>'
const XML_MISSING = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'

/** Every kind of unusable answer: its name, its status, its body, its class and words of the message. */
const FAULTS: [
  name: string,
  status: number,
  body: string | Buffer,
  class_: SourceErrorClass,
  words: string,
][] = [
  ['too many requests', 429, 'Too Many Requests', 'RateLimited', 'answered 429 Too Many Requests'],
  ['forbidden', 403, '', 'Blocked', 'answered 403 Forbidden; the source may be blocking'],
  ['a denial page', 200, DENIED, 'Blocked', 'an HTML page: "Access Denied"'],
  [
    'a denial page with a status',
    503,
    DENIED,
    'Blocked',
    'answered 503 Service Unavailable: "Access Denied"',
  ],
  ['a denial page in XML', 200, XML_DENIED, 'Blocked', 'an XML page: "AccessDenied'],
  [
    'a denial page in XML without its head',
    200,
    XML_DENIED.slice(39),
    'Blocked',
    'an XML page: "AccessDenied',
  ],
  ['a denial page in XML with a status', 404, XML_DENIED, 'Blocked', 'answered 404 Not Found: "AccessDenied'],
  ['another page in XML', 200, XML_MISSING, 'ContractBroken', 'an XML page: "NoSuchKey"'],
  [
    'a denial page in XHTML',
    200,
    `<?xml version="1.0"?>${DENIED}`,
    'Blocked',
    'an HTML page: "Access Denied"',
  ],
  ['a server error', 500, 'oops', 'Unavailable', 'answered 500 Internal Server Error: "oops"'],
  ['a bad gateway', 502, HTML, 'Unavailable', 'answered 502 Bad Gateway: "Under construction"'],
  ['unavailable', 503, '', 'Unavailable', 'answered 503 Service Unavailable'],
  ['a gateway timeout', 504, '', 'Unavailable', 'answered 504'],
  ['an unknown server error', 599, '', 'Unavailable', 'answered 599'],
  ['a request timeout', 408, '', 'Unavailable', 'answered 408'],
  ['an exception as text', 200, WEB_EXCEPTION, 'Unavailable', 'System.Net.WebException'],
  [
    'an exception as JSON',
    200,
    '{"Message":"An error has occurred."}',
    'Unavailable',
    'An error has occurred.',
  ],
  [
    'a wrong parameter',
    400,
    'The LeagueID property is required.',
    'Refused',
    'The LeagueID property is required.',
  ],
  ['no authorisation', 401, '', 'Refused', 'answered 401'],
  ['an unknown endpoint', 404, NOT_FOUND, 'Refused', '"404 - File or directory not found."'],
  ['a wrong proxy password', 407, '', 'Refused', 'check user and password of the proxy'],
  ['gone for legal reasons', 451, '', 'Refused', 'answered 451'],
  ['nothing', 200, '', 'SuspiciouslyEmpty', 'answered 200 with an empty body'],
  ['no content', 204, '', 'SuspiciouslyEmpty', 'answered 204 with an empty body'],
  ['white space', 200, '\uFEFF \r\n', 'SuspiciouslyEmpty', 'an empty body'],
  ['null', 200, 'null', 'SuspiciouslyEmpty', 'null'],
  ['an empty object', 200, '{ }', 'SuspiciouslyEmpty', 'an empty object'],
  ['another page', 200, HTML, 'ContractBroken', 'an HTML page: "Under construction"'],
  ['another message', 200, '{"Message":"No."}', 'ContractBroken', 'a message only: "No."'],
  ['text', 200, 'all is well', 'ContractBroken', 'no JSON: "all is well"'],
  [
    'garbage',
    200,
    '{"resource":"\u0000\ufffd~","resultSets":[{"headers":["A",',
    'ContractBroken',
    'breaks off',
  ],
  ['a part', 206, '{"a":1}', 'ContractBroken', 'a part of what was asked for'],
  ['not modified', 304, '', 'ContractBroken', 'answered 304'],
]

for (const encoding of ['identity', 'gzip']) {
  it.each(FAULTS)(
    `an answer of "%s" (%i, ${encoding}) gets its class and its words`,
    async (_, status, body, errorClass, words) => {
      const url = await serve((__, response) => {
        const gzip = encoding === 'gzip' && ![204, 304].includes(status)
        response.writeHead(status, gzip ? { 'Content-Encoding': 'gzip' } : {})
        response.end(gzip ? gzipSync(body) : body)
      })
      const error = await errorOf(clientOf(url).get(gameLog))
      expect(error).toMatchObject({ errorClass, status, retryAfterMs: undefined })
      expect(error.message).toContain(words)
      expect(error.message).toMatch(
        /^leaguegamelog 2018-19 Regular Season: stats\.test: .*\[GET http:.*Season=2018-19&.*\]\.$/,
      )
    },
  )
}

/** Status, header, class, and the possible waits in seconds. */
it.each([
  [429, '2', 'RateLimited', [2]],
  [503, '2', 'RateLimited', [2]],
  [503, 'soon', 'Unavailable', [undefined]],
  [429, '99999999999', 'RateLimited', [3_600]],
  [429, '-5', 'RateLimited', [undefined]],
  [403, '30', 'Blocked', [30]],
] as [number, string, string, (number | undefined)[]][])(
  'an answer %i with Retry-After "%s" gets its class and its wait',
  async (status, header, errorClass, expected) => {
    const url = await serve((_, response) => response.writeHead(status, { 'Retry-After': header }).end())
    const error = await errorOf(clientOf(url).get(gameLog))
    expect(error).toMatchObject({ errorClass, status })
    const seconds = error.retryAfterMs === undefined ? undefined : error.retryAfterMs / 1_000
    expect(expected).toContain(seconds)
  },
)

it('a date in Retry-After is read', async () => {
  const second = () => Math.floor(Date.now() / 1_000) * 1_000 // HTTP tells no finer time
  const until = second() + 60_000
  const retryAfter = { 'Retry-After': new Date(until).toUTCString() }
  const url = await serve((_, response) => response.writeHead(429, retryAfter).end())
  const asked = second()
  const { errorClass, retryAfterMs } = await errorOf(clientOf(url).get(gameLog))
  expect(errorClass).toBe('RateLimited')
  expect(retryAfterMs).toBeLessThanOrEqual(until - asked)
  expect(retryAfterMs).toBeGreaterThanOrEqual(until - Date.now())
})

it('the status counts when the error page itself breaks off or never ends', async () => {
  const cut = await serve((_, response) => {
    response.writeHead(429, { 'Content-Length': 1000 }).write('slow down', () => response.socket?.destroy())
  })
  expect(await errorOf(clientOf(cut).get(gameLog))).toMatchObject({ errorClass: 'RateLimited', status: 429 })
  const endless = await serve((_, response) => {
    response.writeHead(500)
    const more = (): void => void (response.destroyed || response.write('x'.repeat(10_000), more))
    more()
  })
  expect(await errorOf(clientOf(endless).get(gameLog))).toMatchObject({
    errorClass: 'Unavailable',
    status: 500,
  })
  const slow = await serve((_, response) => response.writeHead(403).write('wait'))
  const error = await errorOf(clientOf(slow, { bodyTimeoutMs: 200 }).get(gameLog))
  expect(error).toMatchObject({ errorClass: 'Blocked', status: 403 })
})

it('messages hold nothing but text, whatever a page holds', async () => {
  const url = await serve((_, response) =>
    response.end('\u001b[31mred\u001b]0;title\u0007\u202Edrawkcab\r\nnext\u0000 ' + 'x'.repeat(500)),
  )
  const { message } = await errorOf(clientOf(url).get({ ...gameLog, label: 'evil\u001b[2J label' }))
  expect(message).not.toMatch(/[\p{C}\n]/u)
  expect(message.length).toBeLessThan(400)
})
