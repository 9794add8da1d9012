import { retryDelay, RETRY_RULES } from '../../src/contracts/retry-rules.js'
import type { SourceErrorClass } from '../../src/contracts/failure-types.js'
import type { LoggedRequest } from '../real/replay.js'
import type { Scene, Upset } from './harness/scene.js'

/** Client and server are on one machine and one clock; what the server notes is this much later than it was sent at most. */
const SLACK_MS = 250

/** An answer that has come is archived within this time, or its worker or database was upset. */
const ARCHIVE_MS = 2_000

/** A busy server notes a request so long after it was sent at most. */
const NOTED_MS = 5_000

/** An attempt as `raw_responses` has it. */
interface Attempt {
  readonly run_id: string
  readonly request: string
  readonly attempt: number
  /** Asked to find out whether the source answers others while one request fails. */
  readonly canary: boolean
  readonly outcome: 'answered' | 'Cancelled' | SourceErrorClass
  readonly status: number | null
  readonly error: string | null
  readonly retry_after_ms: number | null
  readonly requested: number
  /** When the source had answered, by its own log; when it was asked, where it saw nothing. */
  readonly answered: number
  /** When the attempt was put on record, which comes after its hold. */
  readonly ended: number
}

/** What the source saw, what was recorded of it, and what fits nothing. */
interface Account {
  readonly logged: readonly LoggedRequest[]
  readonly attempts: readonly Attempt[]
  readonly unrecorded: readonly LoggedRequest[]
  readonly unexcused: readonly LoggedRequest[]
  readonly unasked: readonly Attempt[]
}

/**
 * I4: every request that the source logged has its attempt in `raw_responses`, failed ones with class and sentence. Only
 * what was under way while a worker or a server was dead or deaf may be without: nobody was there to record it.
 */
export async function everyAttemptIsRecorded(scene: Scene): Promise<string> {
  const { logged, attempts, unrecorded, unexcused, unasked } = await account(scene)
  if (unexcused.length > 0)
    throw new Error(
      `${unexcused.length} requests without an attempt on record: ${some(unexcused.map((r) => `${r.path} (${r.status})`))}`,
    )
  if (unasked.length > 0)
    throw new Error(
      `${unasked.length} attempts on record that the source never saw: ${some(unasked.map((a) => `${a.request} (${a.outcome})`))}`,
    )
  const failed = attempts.filter(({ outcome }) => outcome !== 'answered')
  const mute = failed.filter(
    ({ outcome, error }) =>
      !(outcome === 'Cancelled' || Object.hasOwn(RETRY_RULES, outcome)) || (error ?? '').trim() === '',
  )
  if (mute.length > 0)
    throw new Error(
      `${mute.length} failed attempts without class or sentence: ${some(mute.map((a) => `${a.request} (${a.outcome})`))}`,
    )
  const twice = repeated(
    attempts.filter((a) => !a.canary).map((a) => `${a.run_id} ${a.request} attempt ${a.attempt}`),
  )
  if (twice.length > 0 && scene.upsets.length === 0)
    throw new Error(`${twice.length} attempts have the number of another: ${some(twice)}`)
  const classes = [...new Set(failed.map(({ outcome }) => outcome))].map(
    (name) => `${failed.filter(({ outcome }) => outcome === name).length} ${name}`,
  )
  return (
    `${logged.length} requests, ${attempts.length} attempts on record` +
    (classes.length > 0 ? ` (${classes.join(', ')})` : '') +
    (unrecorded.length > 0 ? `, ${unrecorded.length} lost with what died` : '')
  )
}

/**
 * I5: no request began inside a recorded Retry-After or block; and none was asked more often than needed: once, and again
 * after each failure as RETRY_RULES allows, or after an attempt that was lost with what died.
 */
export async function noRequestTooMany(scene: Scene): Promise<string> {
  const { logged, attempts, unrecorded } = await account(scene)
  const holds = attempts.flatMap((a) => {
    if (a.outcome !== 'RateLimited' && a.outcome !== 'Blocked') return []
    const { outcome, attempt } = a
    const setAside = retryDelay(outcome, attempt) === undefined // where a canary was answered nothing is held
    // How long a block holds follows from the blocks of all in a row: at least as long as the first.
    const wait = retryDelay(outcome, outcome === 'Blocked' ? 1 : attempt, a.retry_after_ms ?? undefined)
    return setAside || wait === undefined
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
  const unneeded = answeredTwice.filter(() => scene.upsets.length === 0)
  if (unneeded.length > 0) throw new Error(`asked again although answered: ${some(unneeded)}`)
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
    `select run_id, endpoint, params, attempt, canary, outcome, status, error, retry_after_ms,
       (extract(epoch from requested_at) * 1000)::float8 as requested, (extract(epoch from fetched_at) * 1000)::float8 as ended
     from raw_responses order by requested_at`,
  )
  const attempts = rows.map(({ endpoint, params, ...rest }) => ({
    ...rest,
    request: requestOf(endpoint, Object.entries(params)),
    answered: rest.requested,
  }))
  const open = logged.toSorted((a, b) => a.t - b.t)
  const unasked: Attempt[] = []
  for (const attempt of attempts) {
    const index = open.findIndex(
      (r) =>
        keyOf(r) === attempt.request &&
        r.t >= attempt.requested - SLACK_MS &&
        r.t <= attempt.ended + SLACK_MS,
    )
    const [seen] = index < 0 ? [] : open.splice(index, 1)
    if (seen !== undefined) attempt.answered = seen.t + (seen.ms ?? 0)
    else if (attempt.status !== null) unasked.push(attempt) // one without a status may never have arrived
  }
  return {
    logged,
    attempts,
    unrecorded: open,
    unexcused: open.filter((r) => !excused(r, scene.upsets)),
    unasked,
  }
}

/** Whether a request was under way, or its answer not yet archived, while something was upset. */
function excused({ t, ms, status }: LoggedRequest, upsets: readonly Upset[]): boolean {
  const noted = status === 0 ? NOTED_MS : 0 // whoever sent it had gone when it was noted
  return upsets.some(({ from, to }) => t <= to + noted && (ms === null || t + ms + ARCHIVE_MS >= from))
}

function keyOf({ path }: LoggedRequest): string {
  const url = new URL(path, 'http://localhost')
  return requestOf(url.pathname.split('/').at(-1) ?? '', [...url.searchParams])
}

function requestOf(endpoint: string, params: readonly (readonly [string, string])[]): string {
  const said = params.map(([name, value]) => `${name}=${value}`).toSorted()
  return `${endpoint.toLowerCase()}?${said.join('&')}`
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(names.filter((name) => seen.size === seen.add(name).size))]
}

const some = (list: readonly string[]): string => list.slice(0, 3).join('; ') + (list.length > 3 ? '; …' : '')
