import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UserError } from '../../src/errors.js'
import type * as Settings from '../../src/settings.js'
import type * as Stack from '../../src/stack/index.js'

/** A file of the schema: its path in the project, and its text. */
type SchemaFile = readonly [path: string, text: string]

/** The files of the project's schema, by path. */
export function schemaFiles(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(root, 'prisma'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => `prisma/${file}`)
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

/** Models as `prisma format` writes them. */
export async function formattedModels(root: string, path: string, text: string): Promise<string> {
  return await withSchema(root, [path, text], async (folder) => {
    await prisma(root, ['format', '--schema', join(folder, 'prisma')])
    return readFileSync(join(folder, path), 'utf8')
  })
}

/** The SQL from the migrations that are there, tried on an embedded Postgres of its own, to the schema with one more file. */
export async function migrationSql(root: string, added: SchemaFile): Promise<string> {
  return await withDatabase(root, async (url) => {
    await prisma(root, ['migrate', 'deploy'], url)
    return await withSchema(root, added, (folder) => {
      const to = join(folder, 'prisma')
      return prisma(root, ['migrate', 'diff', '--from-config-datasource', '--to-schema', to, '--script'], url)
    })
  })
}

/** A folder with the project's schema and one more file. */
async function withSchema<T>(
  root: string,
  added: SchemaFile,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'new-dataset-'))
  try {
    for (const [path, text] of [...schemaFiles(root), added]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return await use(folder)
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
