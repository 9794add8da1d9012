import { messageOf } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { answeredSince, archiveAnswer, archiveFailure, type Attempt } from '../store/requests/archive.js'
import { answeredBefore } from '../store/requests/plan.js'
import { takePlace } from './place.js'

/**
 * Whether the source answers others while one request fails again and again: is it that request, or all of it? Looks
 * at what was answered since the attempt before; where nobody asked meanwhile, repeats a request that is known to
 * have an answer. After a failed probe it always repeats one: the breaker let nothing else through, so an answer since
 * the attempt before is older than the outage. False, too, where none is known or its turn would come too late: the
 * failing one waits on then.
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
  const attempt: Attempt = {
    ...failing,
    ordinal: null,
    endpoint: known.request.endpoint,
    requestKey: known.requestKey,
    params: known.request.params,
    url: known.request.path,
  }
  const asker = { runId: failing.runId, urgency: 'today', inProbe: true } as const
  const { taken, control } = await takePlace(client, database, asker, signal)
  if (!taken || control !== null) return false
  const requestedAt = new Date()
  try {
    const answer = await client.get(known.request, { signal })
    await archiveAnswer(pool, { ...attempt, url: answer.url }, answer)
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
