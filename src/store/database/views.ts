import { DatabaseError, escapeLiteral, type ClientBase } from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf } from '../../errors.js'
import { dataTable, SCHEMAS } from './database.js'
import { OURS, type ShippedView } from './shipped-views.js'

/** A view of ours that the database has. */
export interface PresentView {
  readonly name: string
  /** Hash of its query; null: a restored database has lost it. It stands with the view's rule, where nobody sees it. */
  readonly hash: string | null
  /** GRANT statements that give others again what they may do with it. */
  readonly grants: readonly string[]
}

/** A query of somebody holds a view as long as it runs. */
const LOCK_TIMEOUT = "set local lock_timeout = '10s'"

const PRESENT = `
  select c.relname as name, obj_description(r.oid, 'pg_rewrite') as hash,
    array(
      select format('grant %s on %s to %s%s', a.privilege_type, c.oid::regclass,
        case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
        case when a.is_grantable then ' with grant option' else '' end)
      from aclexplode(c.relacl) a where a.grantee <> c.relowner) as grants
  from pg_class c join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
  where c.relkind = 'v' and c.relnamespace = to_regnamespace('${SCHEMAS.data}')
    and obj_description(c.oid, 'pg_class') like '%' || $1`

/** The views of ours that are there. */
export async function presentViews(client: ClientBase): Promise<readonly PresentView[]> {
  return (await client.query<PresentView>(PRESENT, [OURS])).rows
}

/** Whether the views are those of this build, and no others. */
export const areCurrent = (present: readonly PresentView[], shipped: readonly ShippedView[]): boolean =>
  present.length === shipped.length &&
  shipped.every(({ name, hash }) => present.some((view) => view.name === name && view.hash === hash))

/** Drops our views, in a transaction, but for those that a view of others reads. Returns the sentences about these. */
export async function dropViews(
  client: ClientBase,
  present: readonly PresentView[],
): Promise<ReadonlyMap<string, string>> {
  await client.query(LOCK_TIMEOUT)
  const kept = new Map<string, string>()
  let left = present.map(({ name }) => name)
  // Each pass drops those that none of the others reads any more.
  for (let before = -1; left.length > 0 && left.length !== before;) {
    before = left.length
    for (const name of left) {
      const refusal = await attempt(client, `drop view ${dataTable(name)}`)
      if (refusal === undefined) {
        left = left.filter((other) => other !== name)
        kept.delete(name)
      } else kept.set(name, refusal.detail?.split('\n')[0] ?? refusal.message)
    }
  }
  return kept
}

/**
 * Makes the views of this build, in a transaction: those that others read are replaced if their columns allow it. Returns
 * a sentence for each that is not made.
 */
export async function makeViews(
  client: ClientBase,
  shipped: readonly ShippedView[],
  present: readonly PresentView[],
  dropped: readonly PresentView[],
): Promise<readonly string[]> {
  const kept = await dropViews(client, present)
  await client.query(`set local search_path = ${SCHEMAS.data}, ${SCHEMAS.work}`) // for the names in their queries
  const notes: string[] = []
  for (const { name, sql, text, hash } of shipped) {
    const verb = kept.has(name) ? 'create or replace' : 'create'
    const refusal = await attempt(client, `${verb} view ${dataTable(name)} as ${sql}`)
    if (refusal !== undefined) {
      notes.push(
        `The view ${name} is not that of this version (${kept.get(name) ?? messageOf(refusal)}): mend that, then run: ${COMMAND.migrate}`,
      )
      continue
    }
    await client.query(
      [
        ...(kept.has(name)
          ? []
          : ([...present, ...dropped].find((view) => view.name === name)?.grants ?? [])),
        `comment on view ${dataTable(name)} is ${escapeLiteral(`${text} ${OURS}`)}`,
        `comment on rule "_RETURN" on ${dataTable(name)} is ${escapeLiteral(hash)}`,
      ].join(';\n'),
    )
  }
  return notes
}

/** Runs a statement within a transaction; returns the error with which Postgres refuses it. */
async function attempt(client: ClientBase, statement: string): Promise<DatabaseError | undefined> {
  await client.query('savepoint attempt')
  try {
    await client.query(statement)
    await client.query('release attempt')
    return undefined
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    await client.query('rollback to attempt')
    return error
  }
}
