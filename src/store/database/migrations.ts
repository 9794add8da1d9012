import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseError, type Pool } from 'pg'
import { UserError } from '../../errors.js'
import { runProgram } from '../../system/program.js'
import { packageRoot } from '../../version.js'
import { clientOf } from './connection.js'

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

/**
 * Brings a database up to date by `prisma migrate deploy` (about 2 s), unless a query finds that it is. Of two calls at
 * once one waits for the other. Returns the names applied; throws a UserError with Prisma's reason.
 */
export async function migrateDeploy(databaseUrl: string): Promise<{ applied: string[] }> {
  const before = await schemaState(databaseUrl)
  if (before.current) return { applied: [] }
  const require = createRequire(import.meta.url)
  const prisma = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [prisma, 'migrate', 'deploy', '--config', join(packageRoot, 'prisma.config.ts')],
    {
      cwd: packageRoot,
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl, // not among the arguments: it contains the password
        CHECKPOINT_DISABLE: '1', // no check for newer versions
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        NO_COLOR: '1',
      },
    },
  )
  if (code !== 0)
    throw new UserError(`The database could not be brought up to date: ${reason(stdout + stderr)}`)
  const { missing } = await schemaState(databaseUrl)
  return { applied: before.missing.filter((name) => !missing.includes(name)) }
}

/** Folder names below prisma/migrations, oldest first. */
function shippedMigrations(): string[] {
  try {
    return readdirSync(join(packageRoot, 'prisma', 'migrations'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted()
  } catch {
    return []
  }
}

async function migrationRows(database: string | Pool): Promise<MigrationRow[]> {
  const text =
    'select migration_name, finished_at, rolled_back_at from public._prisma_migrations order by started_at'
  try {
    if (typeof database !== 'string') return (await database.query<MigrationRow>(text)).rows
    const client = clientOf(database, { connectionTimeoutMillis: 10_000 })
    client.on('error', () => undefined) // the query in progress rejects with it
    try {
      await client.connect()
      return (await client.query<MigrationRow>(text)).rows
    } finally {
      await client.end().catch(() => undefined)
    }
  } catch (error) {
    if (error instanceof DatabaseError && error.code === '42P01') return [] // the first migration creates the table
    throw error
  }
}

/** Prisma's output after its last "Error:", on one line. */
function reason(output: string): string {
  const from = output.lastIndexOf('Error:')
  return (from < 0 ? output : output.slice(from + 6)).replace(/\s+/g, ' ').trim().slice(0, 600)
}
