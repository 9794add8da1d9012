import { escapeIdentifier, escapeLiteral, type ClientBase } from 'pg'
import type { RelationTexts } from '../../datasets/relation-texts.js'
import { SCHEMAS } from './database.js'

/** A comment that the database has not, or has otherwise. */
interface Missing {
  /** 'table' or 'view'. */
  readonly kind: string
  /** As SQL names it. */
  readonly relation: string
  /** Null: the comment is about the whole relation. */
  readonly attribute: string | null
  readonly text: string
  /** The connection's role may write it. */
  readonly mine: boolean
}

/** Comments that are missing or other than the texts, of those relations and columns that the database has. */
const MISSING = `
  with wanted (relation, attribute, text) as (select * from unnest($1::text[], $2::text[], $3::text[])),
  found as (
    select relation, to_regclass(format('%I.%I', nspname, relation))::oid as id
    from (select distinct relation from wanted) named cross join pg_namespace
    where nspname in ('${SCHEMAS.data}', '${SCHEMAS.work}')
  )
  select case c.relkind when 'v' then 'view' else 'table' end as kind, c.oid::regclass::text as relation, w.attribute, w.text,
    pg_has_role(c.relowner, 'USAGE') as mine
  from wanted w join found using (relation) join pg_class c on c.oid = found.id
  left join pg_attribute a on a.attrelid = c.oid and a.attname = w.attribute and a.attnum > 0 and not a.attisdropped
  left join pg_description d
    on d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid = coalesce(a.attnum, 0)
  where (w.attribute is null or a.attnum is not null) and d.description is distinct from w.text`

/** The comments that the database lacks for these texts; none where it has them all. */
export async function missingComments(
  client: ClientBase,
  texts: readonly RelationTexts[],
): Promise<readonly Missing[]> {
  const wanted = texts
    .flatMap(({ name, text, columns }) => [
      { relation: name, attribute: null, text },
      ...Object.entries(columns).map(([attribute, about]) => ({ relation: name, attribute, text: about })),
    ])
    .filter(({ text }) => text !== '')
  const { rows } = await client.query<Missing>(MISSING, [
    wanted.map(({ relation }) => relation),
    wanted.map(({ attribute }) => attribute),
    wanted.map(({ text }) => text),
  ])
  return rows
}

/** Writes comments in one query, those of other owners' relations left out. Returns the relations that were left out. */
export async function writeComments(
  client: ClientBase,
  missing: readonly Missing[],
): Promise<readonly string[]> {
  const statements = missing.filter(({ mine }) => mine).map((comment) => statementOf(comment))
  if (statements.length > 0) await client.query(statements.join(';\n'))
  return [...new Set(missing.filter(({ mine }) => !mine).map(({ relation }) => relation))]
}

function statementOf({ kind, relation, attribute, text }: Missing): string {
  const of = attribute === null ? `${kind} ${relation}` : `column ${relation}.${escapeIdentifier(attribute)}`
  return `comment on ${of} is ${escapeLiteral(text)}`
}
