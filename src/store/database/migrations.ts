import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, type Client, type Pool } from 'pg'
import { packageRoot } from '../../version.js'
import { clientOf, closeClient } from './connection.js'
import { recordIn, recordSchema } from './record.js'

/** A database compared with the migrations of this build, by their names. */
export interface SchemaState {
  /** Every migration that the build ships is applied. */
  readonly current: boolean
  /** Migrations that are shipped and not applied. */
  readonly missing: readonly string[]
  /** Migrations that a newer build applied: this build does not ship them. */
  readonly unknown: readonly string[]
  /** Migrations that were begun and not finished, now or in the past. */
  readonly failed: readonly string[]
}

interface MigrationRow {
  migration_name: string
  finished_at: Date | null
  rolled_back_at: Date | null
}

/** Compares a database with the migrations that this build ships. A database without any has all of them missing. */
export async function schemaState(database: string | Pool): Promise<SchemaState> {
  const shipped = shippedMigrations()
  const rows = (await migrationRows(database)).filter((row) => row.rolled_back_at === null)
  const applied = new Set(rows.filter((row) => row.finished_at !== null).map((row) => row.migration_name))
  const missing = shipped.filter((name) => !applied.has(name))
  const failed = rows.filter((row) => row.finished_at === null).map((row) => row.migration_name)
  return {
    current: missing.length === 0 && failed.length === 0,
    missing,
    unknown: [...applied].filter((name) => !shipped.includes(name)).toSorted(),
    failed,
  }
}

/** The folder of the migrations that this build ships. */
export const MIGRATIONS = join(packageRoot, 'prisma', 'migrations')

/** The SQL of a migration that this build ships. */
export const migrationSql = (name: string): string =>
  readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8')

/** Folder names below prisma/migrations, oldest first. */
export function shippedMigrations(): string[] {
  try {
    return readdirSync(MIGRATIONS, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted()
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (absent) return [] // a program that bundles the package may leave its files out
    throw error
  }
}

async function migrationRows(database: string | Pool): Promise<readonly MigrationRow[]> {
  if (typeof database !== 'string') return readRecord(database)
  const client = clientOf(database, { connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined) // the query in progress rejects with it
  try {
    await client.connect()
    return await readRecord(client)
  } finally {
    await closeClient(client)
  }
}

async function readRecord(database: Client | Pool): Promise<readonly MigrationRow[]> {
  try {
    const { rows } = await database.query<MigrationRow>(
      `select migration_name, finished_at, rolled_back_at from ${recordIn(await recordSchema(database))} order by started_at`,
    )
    return rows
  } catch (error) {
    // The first migration creates the record, and the schema.
    if (error instanceof DatabaseError && (error.code === '42P01' || error.code === '3F000')) return []
    throw error
  }
}
