import type pg from 'pg'
import type { DerivedFrom } from '../datasets/dataset.js'
import { inputsOf, rowsOf } from '../store/derived/inputs.js'
import { answerFacts } from '../store/requests/archived-answers.js'
import type { ReadAnswer } from '../store/requests/in-hand.js'
import type { PlannedRequest } from '../store/requests/plan.js'

/** Stored rows in place of answers, for the requests of a batch. */
export async function* storedInTurn(
  pool: pg.Pool,
  dataset: string,
  from: DerivedFrom,
  planned: readonly PlannedRequest[],
): AsyncGenerator<readonly [PlannedRequest, ReadAnswer]> {
  const games = planned.map(({ request }) => request.about ?? '')
  // Rows that change between the two are derived again: the hash is that of the earlier ones.
  const inputs = await inputsOf(pool, from, games)
  const rows = await rowsOf(pool, from, games)
  const facts = await answerFacts(
    pool,
    planned.flatMap(({ responseId }) => responseId ?? []),
  )
  for (const request of planned) {
    const game = request.request.about ?? ''
    const answer = facts.get(request.responseId ?? 0)
    const contentHash = inputs.get(game)?.contentHash
    if (answer === undefined || contentHash === undefined) continue // what it is derived from is gone
    const read = { dataset, json: rows.get(game) ?? {}, contentHash, bodyTime: undefined }
    yield [request, { ...answer, read }]
  }
}
