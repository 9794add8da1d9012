import { dataTable, literal } from '../database/database.js'
import { columnList, sameColumns, type TableMerge } from './holds.js'
import { askedBy, knownByAny, periodKnownByAny } from './witnesses.js'

/** The shrink guard applies to scopes of more rows than this, */
export const GUARD_ROWS = 50
/** and takes a loss of more than this share for a fault of the source. */
export const GUARD_SHARE = 0.02

/** Gives a reason to the absent rows that another source has, and to scopes that lose a guarded value or too many rows. */
export async function guardAbsent(merge: TableMerge): Promise<void> {
  const { client, table } = merge
  if (table.keptBy !== undefined)
    await client.query(
      `update pg_temp.absent a set absent_reason = 'another source has it' where ${knownByAny(table.keptBy, 'a')}`,
    )
  if (table.mayVanish !== undefined)
    await client.query(
      `update pg_temp.absent set absent_may_vanish = false
       where (select count(*) from pg_temp.absent where absent_may_vanish) > ${table.mayVanish.most}`,
    )
  await guardValues(merge)
  await guardShare(merge)
}

/** A guarded value that vanishes altogether keeps its scope, unless other sources know its season or game and none has it. */
async function guardValues({ client, table }: TableMerge): Promise<void> {
  const { guard, columns: scope = [] } = table.completes ?? {}
  if (guard === undefined) return
  const { knownBy } = table
  const of = [...new Set([...scope, guard])]
  const asked = [...new Set([...of, ...askedBy(table)])]
  const believed = knownBy ? `${knownByAny(knownBy, 'v')} or not ${periodKnownByAny(table, 'v')}` : 'true'
  const what = guard.replace(/_id$/, '')
  await client.query(
    `with vanished as (
       select distinct ${columnList(asked, 'a')}, a.absent_scope, a.absent_guarded from pg_temp.absent a where a.absent_guarded is not null and not a.absent_may_vanish
     ), kept as (
       select v.absent_scope, v.absent_guarded from vanished v
       where not exists (select from pg_temp.stage s where ${sameColumns(of, 's', 'v')}) and (${believed})
     )
     update pg_temp.absent a set absent_reason = case
       when exists (select from kept k where k.absent_scope = a.absent_scope and k.absent_guarded = a.absent_guarded) then ${literal(`a correction does not remove a whole ${what}`)}
       else ${literal(`the answer lacks a whole ${what}, too`)} end
     where a.absent_reason is null and not a.absent_may_vanish and a.absent_scope in (select absent_scope from kept)`,
  )
}

/** A scope that loses too large a share of its rows keeps them all. */
async function guardShare({ client, table }: TableMerge): Promise<void> {
  const scope = table.completes?.columns ?? []
  await client.query(
    `with gone as (
       select ${columnList(scope, 'a')}, a.absent_scope, count(*) as n from pg_temp.absent a where not a.absent_may_vanish group by ${columnList(scope, 'a')}, a.absent_scope
     ), shrunk as (
       select g.absent_scope from gone g where g.n > ${GUARD_SHARE} * (
         select case when count(*) > ${GUARD_ROWS} then count(*) end from ${dataTable(table.name)} t where ${sameColumns(scope, 't', 'g')})
     )
     update pg_temp.absent a set absent_reason = 'a correction does not remove so many'
     where a.absent_reason is null and not a.absent_may_vanish and a.absent_scope in (select absent_scope from shrunk)`,
  )
}
