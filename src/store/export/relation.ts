import pg from 'pg'
import { UserError } from '../../errors.js'
import { nearNames } from '../../text/near.js'
import { printable } from '../../text/printable.js'

/** A table or view, as the database has it. */
export interface Relation {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
  /** Columns of the primary key, in order; none of a view. */
  readonly key: readonly string[]
}

/** Which rows of a relation are wanted. */
export interface RowFilter {
  readonly seasons?: readonly string[] | undefined
  readonly seasonType?: string | undefined
}

/** Tables of Prisma and Postgres extensions are not ours. */
const NOT_OURS = /^(_|pg_)/

/** The tables and views of the schemas in which names are looked for, by name: of two, the one that a query finds. */
export async function relations(client: pg.ClientBase): Promise<ReadonlyMap<string, Relation>> {
  const { rows } = await client.query<Relation>(
    `select n.nspname as schema, c.relname as name,
            array(select attname::text from pg_attribute a
                  where a.attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns,
            array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality k(attnum, place)
                  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                  where i.indrelid = c.oid and i.indisprimary order by place) as key
     from unnest(current_schemas(false)) with ordinality as path(schema, place)
     join pg_namespace n on n.nspname = path.schema join pg_class c on c.relnamespace = n.oid
     where c.relkind in ('r', 'v', 'm') order by place desc`,
  )
  return new Map(rows.filter(({ name }) => !NOT_OURS.test(name)).map((relation) => [relation.name, relation]))
}

/** The relations of these names. Throws a UserError (exit 2) that names the first that is not there. */
export function wanted(
  there: ReadonlyMap<string, Relation>,
  names: readonly string[],
  all: readonly string[],
): readonly Relation[] {
  const chosen = names.includes('all') ? all : names
  return [...new Set(chosen)].map((name) => {
    const relation = there.get(name)
    if (relation === undefined) throw unknownRelation(name, [...there.keys()], all)
    return relation
  })
}

function unknownRelation(name: string, there: readonly string[], all: readonly string[]): UserError {
  const near = nearNames(name.toLowerCase().replaceAll('-', '_'), there)
  const next =
    near.length === 0
      ? `its tables of data are ${all.join(', ')}.`
      : `did you mean ${near.join(' or ')}? ('all' are the tables of data)`
  return new UserError(`The database has no table or view '${printable(name)}'; ${next}`, 2)
}

/** How a relation tells the season of its rows: by a column of its own, by the game, or not at all. */
export function relationSeasonBy({ columns }: Relation): 'season' | 'game' | undefined {
  if (columns.includes('season')) return 'season'
  return columns.includes('game_id') ? 'game' : undefined
}

const quotedName = ({ schema, name }: Relation): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

const quoted = (identifiers: readonly string[]): string => identifiers.map(pg.escapeIdentifier).join(', ')

/** SQL that gives the wanted rows of a relation, in the order of its key. `without`: columns that are left out. */
export function selectOf(relation: Relation, filter: RowFilter, without: readonly string[] = []): string {
  const columns = relation.columns.filter((column) => !without.includes(column))
  const order = relation.key.length === 0 ? '' : ` order by ${quoted(relation.key)}`
  return `select ${quoted(columns)} ${fromOf(relation, filter)}${order}`
}

/** SQL that gives the seasons of the wanted rows; undefined where rows tell none. */
export function seasonsSql(relation: Relation, filter: RowFilter): string | undefined {
  const by = relationSeasonBy(relation)
  if (by === undefined) return undefined
  const from = fromOf(relation, filter)
  return by === 'season'
    ? `select distinct season ${from} order by 1`
    : `select distinct season from nba.games where game_id in (select game_id ${from}) order by 1`
}

/** 'from … where …' of the wanted rows. A filter by what the rows do not tell is none. */
function fromOf(relation: Relation, { seasons, seasonType }: RowFilter): string {
  const from = `from ${quotedName(relation)}`
  const by = relationSeasonBy(relation)
  const conditions = [
    { column: 'season', values: seasons },
    { column: 'season_type', values: seasonType === undefined ? undefined : [seasonType] },
  ].flatMap(({ column, values }) =>
    values === undefined || (by !== 'game' && !relation.columns.includes(column))
      ? []
      : [`${column} in (${values.map(pg.escapeLiteral).join(', ')})`],
  )
  if (conditions.length === 0 || by === undefined) return from
  const where = conditions.join(' and ')
  return by === 'season'
    ? `${from} where ${where}`
    : `${from} where game_id in (select game_id from nba.games where ${where})`
}
