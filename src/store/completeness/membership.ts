import type pg from 'pg'
import type { SeasonScope } from '../../season/season.js'
import { ask, exists, OF_SEASON, type Verification } from './check.js'

/** Who has a line in the game logs must be there. */
export async function membership(
  pool: pg.Pool,
  scope: SeasonScope,
  dataset: string,
  logs: string,
  column: string,
  there: string,
): Promise<Verification> {
  if (!(await exists(pool, scope, `select from ${logs} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const findings = await ask(
    pool,
    dataset,
    scope,
    `select distinct 'missing' as kind, l.${column}::text as subject, 'has a line in ${logs}' as detail from ${logs} l
     where l.season = $1 and l.season_type = $2 and not exists (select from ${there})`,
  )
  return { verifiedBy: logs, findings }
}
