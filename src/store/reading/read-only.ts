import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { UserError } from '../../errors.js'
import { SCHEMAS } from '../database/database.js'

/** A column of a result: its name and Postgres's name of its type, e.g. 'int8'. */
export interface ResultColumn {
  readonly name: string
  readonly type: string
}

/** Rows in the order of a result's columns. */
export type Rows = readonly (readonly unknown[])[]

export interface QueryResult {
  readonly columns: readonly ResultColumn[]
  /** Read from the server as they are asked for. */
  readonly batches: AsyncIterable<Rows>
}

/** Gives the function that reads a value's text, by the name of its type; undefined: as everywhere. */
export type Parsers = (type: string) => ((text: string) => unknown) | undefined

type TypeId = Parameters<pg.CustomTypesConfig['getTypeParser']>[0]

const DECLARE = 'declare result no scroll cursor for '

/**
 * One read-only transaction with one view of the data: what others write meanwhile is not in it. A statement is sent by
 * the protocol that takes one alone, so that none can end the transaction and go on.
 */
export class ReadOnly {
  readonly client: pg.PoolClient
  readonly #types: ReadonlyMap<number, string>

  private constructor(client: pg.PoolClient, types: ReadonlyMap<number, string>) {
    this.client = client
    this.#types = types
  }

  static async run<T>(pool: pg.Pool, work: (read: ReadOnly) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read, read only')
      await client.query("set local cursor_tuple_fraction = 1; set local timezone = 'UTC'") // all rows are read
      await client.query(
        `select set_config('search_path', '${SCHEMAS.data}, ${SCHEMAS.work}, ' || current_setting('search_path'), true)`,
      )
      const { rows } = await client.query<{ oid: number; typname: string }>(
        'select oid::int, typname from pg_type',
      )
      return await work(new ReadOnly(client, new Map(rows.map(({ oid, typname }) => [oid, typname]))))
    } finally {
      // The connection goes with all that the statement may have set in it.
      client.release(true)
    }
  }

  /** Runs one statement that gives rows. Throws a UserError (exit 2) with Postgres's reason against it. */
  async rows(sql: string, batch: number, parsers: Parsers = () => undefined): Promise<QueryResult> {
    const types = {
      getTypeParser: (oid: TypeId, format?: 'text' | 'binary') =>
        parsers(this.#types.get(oid) ?? '') ?? pg.types.getTypeParser(oid, format),
    }
    const one = { text: DECLARE + sql, queryMode: 'extended' }
    const fetch = { text: `fetch ${batch} from result`, rowMode: 'array' as const, types }
    try {
      await this.client.query(one)
      const first = await this.client.query<unknown[]>(fetch)
      return {
        columns: first.fields.map(({ name, dataTypeID }) => ({
          name,
          type: this.#types.get(dataTypeID) ?? 'text',
        })),
        batches: this.#batches(first.rows, fetch),
      }
    } catch (error) {
      throw refusalOf(error)
    }
  }

  /** The columns of one statement that gives rows, which can then stand in brackets. Refuses another as `rows` does. */
  async columns(sql: string): Promise<readonly ResultColumn[]> {
    const { columns } = await this.rows(sql, 1)
    await this.client.query('close result')
    return columns
  }

  /** Writes the rows of one statement as CSV, as Postgres makes it, with a line of names. Gives their number. */
  async csv(sql: string, out: Writable, { quoteTexts = false, end = true } = {}): Promise<number> {
    const columns = await this.columns(sql)
    const texts = columns.filter(({ type }) => type === 'text').map(({ name }) => pg.escapeIdentifier(name))
    const quoted = quoteTexts && texts.length > 0 ? `, force_quote (${texts.join(', ')})` : ''
    const copy = this.client.query(copyTo(`copy (${sql}\n) to stdout (format csv, header${quoted})`))
    try {
      await pipeline(copy, out, { end })
    } catch (error) {
      throw refusalOf(error)
    }
    return copy.rowCount
  }

  async *#batches(first: unknown[][], fetch: pg.QueryArrayConfig): AsyncGenerator<Rows, void, undefined> {
    for (let rows = first; rows.length > 0; { rows } = await this.client.query<unknown[]>(fetch)) yield rows
    await this.client.query('close result')
  }
}

/** Classes of SQLSTATE that are about the statement: its syntax and names, its values, what is not supported, and writing. */
const OF_THE_STATEMENT = /^(42|22|21|0A|25001|25006|2BP)/
const SYNTAX_ERROR = '42601'

/** Postgres's reason against a statement as a sentence; any other error stays what it is. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || !OF_THE_STATEMENT.test(error.code ?? '')) return error
  const position = Number(error.position) - DECLARE.length
  const at = position > 0 ? ` at character ${position}` : ''
  const isOther = error.code === SYNTAX_ERROR && position === 1
  const hint = isOther ? ' It begins with select, with, values or table.' : ` ${error.hint ?? ''}`.trimEnd()
  return new UserError(`Postgres refuses the statement${at}: ${error.message}.${hint}`, 2)
}
