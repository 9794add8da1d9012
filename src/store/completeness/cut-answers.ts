import { canonicalName } from '../../contracts/dataset-names.js'
import { KNOWN_CUT } from '../../datasets/kit/cut.js'
import type { Finding } from '../runs/findings.js'
import { queryFindings, type CheckContext } from './check.js'
import { literal } from '../database/database.js'

/**
 * The answers with as many rows as the source gives at most: what it cut off is missing, and nothing else tells of it. Of a
 * dataset that does not say where it is cut (`mostRows`), those with as many rows as other answers are cut at are notes.
 */
export function cutAnswers(context: CheckContext, mostRows: number | undefined): Promise<readonly Finding[]> {
  const rows = 'm.rows + m.quarantined'
  const [kind, isCut, meaning] =
    mostRows === undefined
      ? ['note', `${rows} = ${KNOWN_CUT}`, 'at which the source cuts some answers: it removed nothing']
      : [
          'missing',
          `${rows} >= ${mostRows}`,
          'as many as the source gives at most, so that others may be missing',
        ]
  return queryFindings(
    context,
    `select '${kind}' as kind, subject, 'the answer to ' || subject || ' has ' || trim(to_char(n, '999G999G999')) || ${literal(` rows, ${meaning}`)} as detail
     from (select coalesce((select min(q.label) from sync.sync_requests q where q.request_key = m.request_key), m.request_key) as subject, ${rows} as n
           from sync.request_marks m
           where m.season = $1 and m.season_type = $2 and m.dataset = ${literal(canonicalName(context.dataset))} and ${isCut}) cut`,
  )
}
