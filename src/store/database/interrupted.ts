import { DatabaseError, type Client } from 'pg'
import { messageOf, UserError } from '../../errors.js'
import { migrationSql, shippedMigrations } from './migrations.js'
import { recordIn, type RecordSchema } from './record.js'

interface Unfinished {
  readonly id: string
  readonly name: string
  /** The migration was finished by another attempt. */
  readonly done: boolean
}

/** SQLSTATEs of a table, index, column or constraint that is there already. */
const ALREADY_THERE = new Set(['42P07', '42701', '42710'])
const NO_SUCH_COLUMN = '42703'
const NO_SUCH_TABLE = '42P01'

/** A statement: up to a semicolon that does not stand in the body of a block. */
const STATEMENT = /(?:\$\$[^]*?\$\$|[^;])+/g

/**
 * Finishes migrations that were begun and interrupted. Earlier builds ran a migration statement by statement, so any
 * number of its statements may have been executed: what is there already is left as it is, the others are executed.
 * Throws a UserError for a migration that this build does not ship and for one that Postgres refuses.
 */
export async function finishInterrupted(client: Client, schema: RecordSchema): Promise<void> {
  const record = recordIn(schema)
  const { rows } = await client.query<Unfinished>(
    `select id, migration_name as name, exists (
       select from ${record} other where other.migration_name = m.migration_name and other.finished_at is not null
         and other.rolled_back_at is null) as done
     from ${record} m where finished_at is null and rolled_back_at is null order by started_at`,
  )
  for (const { id, name, done } of rows) {
    if (!done) await finish(client, name, schema)
    const ended = done
      ? 'rolled_back_at = now()'
      : 'finished_at = now(), applied_steps_count = 1, logs = null'
    await client.query(`update ${record} set ${ended} where id = $1`, [id])
  }
}

async function finish(client: Client, name: string, schema: RecordSchema): Promise<void> {
  for (const statement of statementsOf(name)) {
    await client.query('savepoint statement')
    try {
      await client.query(statement)
      await client.query('release statement')
    } catch (error) {
      await client.query('rollback to statement')
      if (!(await wasExecuted(client, statement, schema, error)))
        throw new UserError(
          `The migration ${name}, which was interrupted, cannot be finished: Postgres: ${messageOf(error)}.`,
        )
    }
  }
}

/** The statements of a migration. */
function statementsOf(name: string): readonly string[] {
  if (!shippedMigrations().includes(name))
    throw new UserError(
      `The migration ${name} of another version was begun and not finished; run migrate of that version.`,
    )
  return (
    migrationSql(name)
      .replaceAll(/^--.*$/gm, '')
      .match(STATEMENT) ?? []
  )
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/** The beginning of a statement that creates a table, with its schema where it has one. */
const CREATE_TABLE = /\bcreate table (?:"(\w+)"\.)?"(\w+)"/i

async function wasExecuted(
  client: Client,
  statement: string,
  schema: RecordSchema,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof DatabaseError)) return false
  if (error.code === NO_SUCH_TABLE) return /\bset schema\b/i.test(statement)
  if (error.code === NO_SUCH_COLUMN) return /\brename column\b/i.test(statement)
  if (!ALREADY_THERE.has(error.code ?? '')) return false
  const [, of = schema, table] = CREATE_TABLE.exec(statement) ?? []
  return table === undefined || (await isTheSame(client, `"${of}"."${table}"`, table, statement))
}

/** Whether a table is the one that the statement creates, and not one of others with its name: it has the same columns. */
async function isTheSame(
  client: Client,
  present: string,
  table: string,
  statement: string,
): Promise<boolean> {
  await client.query(statement.replace(CREATE_TABLE, `create temp table "${table}"`))
  const { rows } = await client.query<{ differ: boolean }>(
    `with columns as (
       select attrelid, attname, atttypid from pg_attribute
       where attrelid in ($1::regclass, $2::regclass) and attnum > 0 and not attisdropped)
     select exists (select attname, atttypid from columns group by 1, 2 having count(*) = 1) as differ`,
    [present, `pg_temp."${table}"`],
  )
  await client.query(`drop table pg_temp."${table}"`)
  return rows[0]?.differ === false
}
