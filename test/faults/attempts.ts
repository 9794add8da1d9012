import type { SourceErrorClass } from '../../src/contracts/failure-types.js'
import { retryDelay, RETRY_RULES } from '../../src/contracts/retry-rules.js'
import type { LoggedRequest } from '../real/replay.js'
import type { Outage, Scene } from './harness/scene.js'

/** Client and server share one machine and clock; the server logs a request at most this long after it was sent. */
const SLACK_MS = 250

/** An answer is archived within this time of its arrival, unless its worker or database has an outage. */
const ARCHIVE_MS = 2_000

/** A busy server logs a request at most this long after it was sent. */
const LOGGED_MS = 5_000

/** An attempt as `raw_responses` has it. */
interface Attempt {
  readonly run_id: string
  readonly request: string
  readonly attempt: number
  /** Attempts of its request with its outcome so far, itself included. */
  readonly failures: number
  /** The request probes whether the source answers other requests while one fails. */
  readonly canary: boolean
  readonly outcome: 'answered' | 'Cancelled' | SourceErrorClass
  readonly status: number | null
  readonly error: string | null
  readonly retry_after_ms: number | null
  readonly requested: number
  /** Time of the source's answer, by its own log; the time of the request when the source did not log it. */
  readonly answered: number
  /** Time at which the attempt was recorded, which is after its hold was. */
  readonly ended: number
}

/** The source's log matched with the recorded attempts, and the requests and attempts without a match. */
interface Account {
  readonly logged: readonly LoggedRequest[]
  readonly attempts: readonly Attempt[]
  readonly unrecorded: readonly LoggedRequest[]
  readonly unexplained: readonly LoggedRequest[]
  readonly unseen: readonly Attempt[]
}

/**
 * I4: every request that the source logged has its attempt in `raw_responses`, a failed one with class and sentence. Only
 * requests that were under way during an outage may lack one: there was no process to record it.
 */
export async function everyAttemptIsRecorded(scene: Scene): Promise<string> {
  const { logged, attempts, unrecorded, unexplained, unseen } = await account(scene)
  if (unexplained.length > 0)
    throw new Error(
      `${unexplained.length} requests without an attempt on record: ${some(unexplained.map((r) => `${r.path} (${r.status})`))}`,
    )
  if (unseen.length > 0)
    throw new Error(
      `${unseen.length} attempts on record that the source never saw: ${some(unseen.map((a) => `${a.request} (${a.outcome})`))}`,
    )
  const failed = attempts.filter(({ outcome }) => outcome !== 'answered')
  const unexplainedFailures = failed.filter(
    ({ outcome, error }) =>
      !(outcome === 'Cancelled' || Object.hasOwn(RETRY_RULES, outcome)) || (error ?? '').trim() === '',
  )
  if (unexplainedFailures.length > 0)
    throw new Error(
      `${unexplainedFailures.length} failed attempts without class or sentence: ${some(unexplainedFailures.map((a) => `${a.request} (${a.outcome})`))}`,
    )
  const twice = repeated(
    attempts.filter((a) => !a.canary).map((a) => `${a.run_id} ${a.request} attempt ${a.attempt}`),
  )
  if (twice.length > 0 && scene.outages.length === 0)
    throw new Error(`${twice.length} attempts have the number of another: ${some(twice)}`)
  const classes = [...new Set(failed.map(({ outcome }) => outcome))].map(
    (name) => `${failed.filter(({ outcome }) => outcome === name).length} ${name}`,
  )
  return (
    `${logged.length} requests, ${attempts.length} attempts on record` +
    (classes.length > 0 ? ` (${classes.join(', ')})` : '') +
    (unrecorded.length > 0 ? `, ${unrecorded.length} lost in outages` : '')
  )
}

/**
 * I5: no request began inside a recorded Retry-After or block, and none was sent more often than needed: once, and again
 * after each failure as RETRY_RULES allows, or after an attempt that was lost in an outage.
 */
export async function noRequestTooMany(scene: Scene): Promise<string> {
  const { logged, attempts, unrecorded } = await account(scene)
  const holds = attempts.flatMap((a) => {
    if (a.outcome !== 'RateLimited' && a.outcome !== 'Blocked') return []
    const { outcome, failures } = a
    const givenUp = retryDelay(outcome, failures) === undefined // With its canary answered, it causes no hold.
    // The length of a block's hold depends on the number of blocks in a row: it is at least that of the first.
    const wait = retryDelay(outcome, outcome === 'Blocked' ? 1 : failures, a.retry_after_ms ?? undefined)
    return givenUp || wait === undefined
      ? []
      : [{ from: a.ended + SLACK_MS, to: a.answered + wait - 1, why: `${a.outcome} of ${a.request}` }]
  })
  const begun = [
    ...attempts.map(({ request, requested }) => ({ request, at: requested })),
    ...unrecorded.map((r) => ({ request: keyOf(r), at: r.t })),
  ]
  for (const { request, at } of begun) {
    const hold = holds.find(({ from, to }) => at > from && at < to)
    if (hold)
      throw new Error(
        `${request} began ${Math.round(hold.to - at)} ms before the end of the hold after ${hold.why}`,
      )
  }
  const lost = unrecorded.map(keyOf)
  const answeredTwice = repeated(
    attempts.filter((a) => a.outcome === 'answered' && !a.canary).map((a) => `${a.run_id} ${a.request}`),
  )
  const unneeded = answeredTwice.filter(() => scene.outages.length === 0)
  if (unneeded.length > 0) throw new Error(`requested again although answered: ${some(unneeded)}`)
  for (const [outcome, rule] of Object.entries(RETRY_RULES)) {
    const { attempts: allowed } = rule
    if (allowed === undefined) continue
    const counts = new Map<string, number>()
    for (const a of attempts)
      if (a.outcome === outcome)
        counts.set(`${a.run_id} ${a.request}`, (counts.get(`${a.run_id} ${a.request}`) ?? 0) + 1)
    const over = [...counts].filter(([, n]) => n > allowed)
    if (over.length > 0)
      throw new Error(
        `more than ${allowed} attempts after ${outcome}: ${some(over.map(([key, n]) => `${key} ${n}`))}`,
      )
  }
  const canaries = attempts.filter(({ canary }) => canary).length
  const last = attempts.filter(
    ({ outcome, attempt, canary }) =>
      (outcome === 'Unavailable' || outcome === 'Blocked') &&
      !canary &&
      attempt >= (RETRY_RULES[outcome].attempts ?? Infinity),
  ).length
  if (canaries > last)
    throw new Error(`${canaries} canaries for ${last} requests that had used up their attempts`)
  const needed = new Set(attempts.map((a) => `${a.run_id} ${a.request}`)).size
  const failed = attempts.filter((a) => a.outcome !== 'answered').length
  return `${logged.length - needed} requests more than needed (${failed} failed, ${lost.length} lost, ${answeredTwice.length} answered twice, ${canaries} canaries), ${holds.length} holds kept`
}

async function account(scene: Scene): Promise<Account> {
  const logged = await scene.log()
  const rows = await scene.query<
    Omit<Attempt, 'request' | 'answered'> & { endpoint: string; params: Record<string, string> }
  >(
    `select run_id, endpoint, params, attempt,
       (row_number() over (partition by run_id, request_key, outcome, canary order by response_id))::int as failures, canary, outcome, status, error, retry_after_ms,
       (extract(epoch from requested_at) * 1000)::float8 as requested, (extract(epoch from fetched_at) * 1000)::float8 as ended
     from raw_responses order by requested_at`,
  )
  const attempts = rows.map(({ endpoint, params, ...rest }) => ({
    ...rest,
    request: requestOf(endpoint, Object.entries(params)),
    answered: rest.requested,
  }))
  const open = logged.toSorted((a, b) => a.t - b.t)
  const unseen: Attempt[] = []
  for (const attempt of attempts) {
    const index = open.findIndex(
      (r) =>
        keyOf(r) === attempt.request &&
        r.t >= attempt.requested - SLACK_MS &&
        r.t <= attempt.ended + SLACK_MS,
    )
    const [seen] = index < 0 ? [] : open.splice(index, 1)
    if (seen !== undefined) attempt.answered = seen.t + (seen.ms ?? 0)
    else if (attempt.status !== null) unseen.push(attempt) // A request without a status may never have arrived.
  }
  return {
    logged,
    attempts,
    unrecorded: open,
    unexplained: open.filter((r) => !duringOutage(r, scene.outages)),
    unseen,
  }
}

/** Whether a request was under way, or its answer not yet archived, during an outage. */
function duringOutage({ t, ms, status }: LoggedRequest, outages: readonly Outage[]): boolean {
  const logDelay = status === 0 ? LOGGED_MS : 0 // The server logged it after its sender had ended.
  return outages.some(({ from, to }) => t <= to + logDelay && (ms === null || t + ms + ARCHIVE_MS >= from))
}

function keyOf({ path }: LoggedRequest): string {
  const url = new URL(path, 'http://localhost')
  return requestOf(url.pathname.split('/').at(-1) ?? '', [...url.searchParams])
}

function requestOf(endpoint: string, params: readonly (readonly [string, string])[]): string {
  const pairs = params.map(([name, value]) => `${name}=${value}`).toSorted()
  return `${endpoint.toLowerCase()}?${pairs.join('&')}`
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))]
}

const some = (list: readonly string[]): string => list.slice(0, 3).join('; ') + (list.length > 3 ? '; …' : '')
