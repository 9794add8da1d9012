import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UserError } from '../../src/errors.js'
import type * as Settings from '../../src/settings.js'
import type * as Stack from '../../src/stack/index.js'

/** The schema as `prisma format` writes it. */
export async function formattedSchema(root: string, schema: string): Promise<string> {
  return await withSchemaFile(schema, async (file) => {
    await prisma(root, ['format', '--schema', file])
    return readFileSync(file, 'utf8')
  })
}

/** The SQL from the migrations that are there to a schema, made by Prisma with an embedded Postgres of its own to try them on. */
export async function migrationSql(root: string, schema: string): Promise<string> {
  return await withDatabase(root, (url) =>
    withSchemaFile(schema, (file) =>
      prisma(
        root,
        ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', file, '--script'],
        url,
      ),
    ),
  )
}

async function withSchemaFile<T>(schema: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'new-dataset-'))
  try {
    const file = join(folder, 'schema.prisma')
    writeFileSync(file, schema)
    return await use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const SCRATCH = 'new_dataset'

async function withDatabase<T>(root: string, use: (url: string) => Promise<T>): Promise<T> {
  // The stack's programs are those of the build.
  const { acquireStack, databaseUrlOf, stackDown } = await built<typeof Stack>(root, 'stack/index.js')
  const { readSettings } = await built<typeof Settings>(root, 'settings.js')
  const home = mkdtempSync(join(tmpdir(), 'new-dataset-stack-'))
  const settings = { ...readSettings({ ...process.env, SEASON_SYNC_HOME: home }), databaseUrl: undefined }
  try {
    const lease = await acquireStack(settings, { need: 'postgres', databases: [SCRATCH] })
    const sql = await use(databaseUrlOf(lease.info, SCRATCH))
    lease.release()
    return sql
  } finally {
    await stackDown(settings)
    rmSync(home, { recursive: true, force: true })
  }
}

async function built<Module>(root: string, module: string): Promise<Module> {
  const imported: Module = await import(pathToFileURL(join(root, 'dist', module)).href)
  return imported
}

/** Runs Prisma's command line; gives what it prints. */
async function prisma(root: string, args: readonly string[], url?: string): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), ...args], {
    cwd: root,
    env: { ...process.env, ...(url !== undefined && { DATABASE_URL: url }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, complaint, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    }),
  ])
  if (code !== 0)
    throw new UserError(`prisma ${args[0]} failed: ${(complaint || out).trim().replace(/\s*\n\s*/g, ' ')}`)
  return out
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}
