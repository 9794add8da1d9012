import type pg from 'pg'
import type { SourceAnswer } from '../sources/source.js'
import { databaseTime } from '../store/pace/pace.js'
import type { TimedAnswer } from '../store/requests/archive-answer.js'

/** The answer with its times by the database's clock. */
export const timed = (pool: pg.Pool, answer: SourceAnswer): TimedAnswer => ({
  ...answer,
  requestedAt: databaseTime(pool, answer.requestedAt),
  respondedAt: databaseTime(pool, answer.respondedAt),
})
