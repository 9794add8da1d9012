import { messageOf } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { archiveAnswer } from '../store/requests/archive-answer.js'
import { archiveFailure, type Attempt } from '../store/requests/archive.js'
import { answeredSince } from '../store/requests/attempts.js'
import { databaseTime } from '../store/pace/pace.js'
import { answeredBefore } from '../store/requests/plan.js'
import { takeSlot } from './rate-limit-slot.js'
import { timed } from './timed.js'

/**
 * Whether the source answers other requests while one fails again and again: is that request broken, or the whole
 * source? An answer since the previous attempt is proof; without one, a request that is known to have an answer is
 * repeated. After a failed probe a request is always repeated: the breaker let nothing else through, so an answer
 * since the previous attempt is older than the outage. Also false when no such request is known or its slot would
 * come too late: the failing request then keeps waiting.
 */
export async function sourceAnswers(
  client: Source,
  database: Database,
  failing: Attempt & { readonly service: string },
  probe: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const { pool } = database
  if (!probe && (await answeredSince(pool, failing))) return true
  const known = await answeredBefore(pool, client.name, failing.service, failing.requestKey)
  if (known === undefined) return false
  const slotRequest = { runId: failing.runId, urgency: 'today', inProbe: true } as const
  const { taken, control, askedNumber } = await takeSlot(client, database, slotRequest, signal)
  if (!taken || control !== null) return false
  const attempt: Attempt = {
    ...failing,
    ordinal: null,
    endpoint: known.request.endpoint,
    requestKey: known.requestKey,
    params: known.request.params,
    url: known.request.path,
    askedNumber,
  }
  const requestedAt = databaseTime(pool)
  try {
    const answer = await client.get(known.request, { signal })
    await archiveAnswer(pool, { ...attempt, url: answer.url }, timed(pool, answer))
    return true
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    const { errorClass, status, retryAfterMs } = error
    await archiveFailure(pool, attempt, {
      outcome: errorClass,
      status,
      error: messageOf(error),
      retryAfterMs,
      requestedAt,
      final: false,
    })
    return errorClass !== 'Blocked' && errorClass !== 'Unavailable'
  }
}
