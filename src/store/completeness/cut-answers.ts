import { canonicalName } from '../../contracts/dataset-names.js'
import type { Finding } from '../runs/findings.js'
import { queryFindings, type CheckContext } from './check.js'
import { literal } from '../database/database.js'

/** The answers with as many rows as the source gives at most: what it cut off is missing, and nothing else tells of it. */
export const cutAnswers = (context: CheckContext, mostRows: number): Promise<readonly Finding[]> =>
  queryFindings(
    context,
    `select 'missing' as kind,
            coalesce((select min(q.label) from sync_requests q where q.request_key = m.request_key), m.request_key) as subject,
            'the answer has ' || m.rows + m.quarantined || ' rows, as many as the source gives at most, so that others may be missing' as detail
     from request_marks m where m.season = $1 and m.season_type = $2 and m.dataset = ${literal(canonicalName(context.dataset))}
       and m.rows + m.quarantined >= ${mostRows}`,
  )
