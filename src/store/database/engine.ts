import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runProgram } from '../../system/program.js'
import { packageRoot } from '../../version.js'
import { MIGRATIONS, migrationSql, shippedMigrations } from './migrations.js'

const reply = z.object({
  error: z.object({ data: z.looseObject({ message: z.string() }) }).optional(),
})

const LOCK_FILE = 'migration_lock.toml'

/**
 * Applies the missing migrations by Prisma's schema engine, the wasm of `tools/schema-engine.mjs` in a process of its own,
 * so that a panic ends that process alone. Returns the engine's words if it refuses; undefined once all are applied.
 */
export async function applyMigrations(databaseUrl: string): Promise<string | undefined> {
  const request = {
    jsonrpc: '2.0',
    id: 1,
    method: 'applyMigrations',
    params: { migrationsList: migrationsList(), filters: { externalTables: [], externalEnums: [] } },
  }
  const { code, stdout, stderr } = await runProgram(
    process.execPath,
    [join(packageRoot, 'tools', 'schema-engine.mjs')],
    {
      cwd: packageRoot,
      env: { ...process.env, DATABASE_URL: databaseUrl }, // not among the arguments: it contains the password
      input: `${JSON.stringify(request)}\n`,
    },
  )
  const answer = stdout.trim().split('\n').at(-1) ?? ''
  if (answer === '') return stderr.trim() || `the engine ended with ${code}`
  const { error } = reply.parse(JSON.parse(answer))
  if (error === undefined) return undefined
  const { message, ...more } = error.data
  return [message, ...Object.values(more).map((value) => JSON.stringify(value))].join(' ')
}

const migrationsList = () => ({
  baseDir: MIGRATIONS,
  lockfile: { path: LOCK_FILE, content: readFileSync(join(MIGRATIONS, LOCK_FILE), 'utf8') },
  shadowDbInitScript: '',
  migrationDirectories: shippedMigrations().map((name) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: migrationSql(name) } },
  })),
})
