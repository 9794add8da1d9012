import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import { checkInvariants } from '../invariants.js'
import {
  altered,
  body,
  cutOff,
  drip,
  flood,
  gzipBomb,
  hang,
  redirectLoop,
  reset,
  rewritten,
  status,
} from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS } from './games.js'

const later = (ms: number): string => new Date(Date.now() + ms).toUTCString()

/** Each fault disturbs a different game, so that each game is requested again for its own reason. */
const TRANSIENT: Readonly<Record<string, { readonly how: Disturbance; readonly times?: number }>> = {
  '429 without Retry-After': { how: status(429) },
  '429, Retry-After in seconds': { how: status(429, { 'retry-after': '2' }), times: 2 },
  '429, Retry-After as a date': {
    how: (response, ...rest) => status(429, { 'retry-after': later(3_000) })(response, ...rest),
  },
  '429, a negative Retry-After': { how: status(429, { 'retry-after': '-30' }) },
  '429, an unreadable Retry-After': { how: status(429, { 'retry-after': 'soon' }) },
  '429, Retry-After long past': { how: status(429, { 'retry-after': 'Mon, 01 Jan 2018 00:00:00 GMT' }) },
  'a burst of 500': { how: status(500, {}, '<html>oops</html>'), times: 3 },
  'a burst of 502': { how: status(502), times: 3 },
  'a burst of 503': { how: status(503), times: 3 },
  '503 with Retry-After': { how: status(503, { 'retry-after': '1' }) },
  'a server error with status 200': { how: body('{"Message":"An error has occurred."}') },
  'a reset': { how: reset, times: 2 },
  'a body that is cut off': { how: cutOff, times: 2 },
  'a body that trickles': { how: drip(1, 1_000) },
  'HTML with status 200': {
    how: body('<!doctype html><title>Maintenance</title>', { 'content-type': 'text/html' }),
  },
  'an empty body': { how: body('') },
  'an empty object': { how: body('{}'), times: 2 },
  null: { how: body('null') },
  'an empty list': { how: body('[]') },
  garbage: { how: body(Buffer.from([0, 255, 17, 128, 3, 27, 91, 50, 74])) },
  'half of a JSON document': { how: rewritten((text) => text.slice(0, text.length / 2)) },
  'NaN, which is not JSON': { how: rewritten((text) => text.replace(/"points":\d+/, '"points":NaN')) },
  '100,000 levels': { how: body('['.repeat(100_000) + ']'.repeat(100_000)) },
  '200 MB': { how: flood(200 * 1024 * 1024) },
  'a gzip bomb of 2 GB': { how: gzipBomb(2_000) },
  'a gzip encoding without gzip': { how: body('{"a":1}', { 'content-encoding': 'gzip' }) },
  'an unknown encoding': { how: body('{"a":1}', { 'content-encoding': 'zstd' }) },
  'redirects without end': { how: redirectLoop },
  'a redirect to another host': { how: status(302, { location: 'http://login.test/' }) },
  'another game': { how: altered(() => ({ boxScoreTraditional: { gameId: '0021800999' } })) },
}

faultTest(
  'a sync succeeds after thirty kinds of transient errors',
  { expected: 'succeeded, tables as undisturbed, every failed attempt recorded with its class', inCi: true },
  async ({ scene: open, report, reportFault }) => {
    const front = await startFront()
    const scene = await open({
      workload: DISTURBED_WEEKS,
      front,
      env: { NBA_BODY_TIMEOUT_MS: '3000' },
    })
    const disturbed = Object.values(TRANSIENT).map(({ how, times = 1 }, i) =>
      front.disturb(boxScoreOf(i + 1), how, times),
    )
    await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0, cause: null })
    const expected = Object.values(TRANSIENT).map(({ times = 1 }) => times)
    expect(disturbed.map(({ applied }) => applied)).toEqual(expected)
    const retries = end.datasets.find(({ name }) => name === 'box_scores')?.retries
    expect(retries).toBe(expected.reduce((sum, n) => sum + n, 0))
    for (const [i, [fault, { times = 1 }]] of Object.entries(TRANSIENT).entries())
      reportFault(
        fault,
        `requested ${times === 1 ? 'once' : `${times} times`} more, then answered`,
        await attemptsOf(scene, i + 1),
      )
    report(`${retries} retries`, ...(await checkInvariants(scene, end)))
  },
)

faultTest(
  'a sync waits and succeeds after two signs of a block: 403 and silence',
  { expected: 'no request for a minute, then succeeded' },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const scene = await open({
      workload: DISTURBED_WEEKS,
      front,
      env: { NBA_HEADERS_TIMEOUT_MS: '4000' },
    })
    front.disturb(boxScoreOf(1), status(403, {}, '<html><title>Access Denied</title>'), 1)
    front.disturb(boxScoreOf(2), hang, 1)
    await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    const classes = await scene.query(
      `select distinct outcome, status from raw_responses where outcome <> 'answered' order by status`,
    )
    expect(classes).toEqual([
      { outcome: 'Blocked', status: 403 },
      { outcome: 'Blocked', status: null },
    ])
    const asked = front.log().map(({ t }) => t)
    const pauses = asked.toSorted((a, b) => a - b).map((t, i, all) => t - (all[i - 1] ?? t))
    report(`no request for ${Math.round(Math.max(...pauses) / 1000)} s`)
    expect(Math.max(...pauses)).toBeGreaterThan(59_000)
    report(...(await checkInvariants(scene, end)))
  },
)
