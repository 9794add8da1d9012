#!/usr/bin/env node
// Replaces Prisma's native schema engine, which must be downloaded, reads the TLS of an address its own way and leaves a
// killed migration as failed for ever: the same JSON-RPC over stdio, answered by @prisma/schema-engine-wasm with
// @prisma/adapter-pg.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg'

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true, short: 'd' },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
})
if (args.version) {
  console.log(`schema-engine-wasm`)
  process.exit(0)
}
// `migrate` gives the address in the environment, Prisma's command line as an argument.
const { url } = args.datasource ? JSON.parse(args.datasource) : { url: process.env.DATABASE_URL }

// The build's own reading of an address, so that migrations and workers connect in the same way.
const { clientOf, poolOf } = await import('../dist/store/database/connection.js')
const { recordSchema } = await import('../dist/store/database/record.js')
const databaseName = url && decodeURIComponent(new URL(url).pathname.slice(1))
function withDatabase(database) {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
async function withClient(address, use) {
  const client = clientOf(address)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
async function createDatabase() {
  await withClient(withDatabase('postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [databaseName])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(databaseName)}`)
  })
  return { databaseName }
}

if (positionals[0] === 'cli') {
  const log = (level, fields) =>
    console.error(JSON.stringify({ level, fields, target: 'schema_engine::logger' }))
  log('INFO', { message: 'Starting schema engine CLI' }) // Prisma's CLI skips the first line.
  try {
    if (positionals[1] === 'create-database') await createDatabase()
    else await withClient(url, (client) => client.query('select 1'))
    process.exit(0)
  } catch (error) {
    const [error_code, message] =
      {
        '3D000': ['P1003', `Database \`${databaseName}\` does not exist`],
        '28P01': ['P1000', `Authentication failed for \`${new URL(url).username}\``],
      }[error.code] ??
      (error.syscall
        ? ['P1001', `Can't reach database server at \`${new URL(url).host}\``]
        : ['P1010', error.message])
    log('ERROR', { message, error_code })
    process.exit(1)
  }
}

// Types of Postgres's catalogue that adapter-pg refuses: the internal "char" and three arrays. They are read as text,
// text[], and bigint[].
const CHAR = 18
const READ_AS = new Map([
  [CHAR, 25],
  [1002, 1009],
  [1003, 1009],
  [1028, 1016],
])
// A migration and its record are one transaction: one that is killed, or fails, leaves nothing behind. Prisma writes the
// record first and marks it as finished last.
const BEGINS = /^INSERT INTO "_prisma_migrations"/
const ENDS = /^UPDATE "_prisma_migrations" SET "finished_at"/
async function open(address) {
  const schema = await withClient(address, recordSchema)
  const pool = poolOf(address, {
    max: 1, // a transaction needs one connection
    application_name: 'season-sync migrate',
    onConnect: (client) => client.query(`set search_path to ${schema}`),
  })
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect()
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script)
    } catch (error) {
      await pool.query('rollback')
      adapter.onError(error)
    }
  }
  const io = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  let chars = []
  adapter.performIO = async (query) => {
    if (BEGINS.test(query.sql)) await pool.query('begin')
    const result = await io(query)
    if (ENDS.test(query.sql)) await pool.query('commit')
    chars = (result.fields ?? []).flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []))
    for (const field of result.fields ?? [])
      field.dataTypeID = READ_AS.get(field.dataTypeID) ?? field.dataTypeID
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  return adapter
}
const factory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => open(url),
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    await withClient(url, (client) => client.query(`create database "${database}"`))
    await withClient(withDatabase(database), (client) => client.query('create schema sync'))
    const adapter = await open(withDatabase(database))
    const dispose = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await dispose()
      await withClient(url, (client) => client.query(`drop database "${database}" with (force)`))
    }
    return adapter
  },
}

const panic = { message: '', set_message: (message) => (panic.message = message) }
globalThis.PRISMA_WASM_PANIC_REGISTRY = panic
const binary = createRequire(import.meta.url)
  .resolve('@prisma/schema-engine-wasm')
  .replace(/\.js$/, '_bg.wasm')
const { instance } = await WebAssembly.instantiate(await readFile(binary), { './schema_engine_bg.js': wasm })
wasm.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()

const bound = bindMigrationAwareSqlAdapterFactory(factory)
let engine
async function call(method, params) {
  if (method === 'createDatabase') return createDatabase()
  engine ??= await wasm.SchemaEngine.new(
    {
      datamodels:
        args.datamodels &&
        (await Promise.all(args.datamodels.map(async (path) => [path, await readFile(path, 'utf8')]))),
    },
    () => {},
    bound,
  )
  if (method === 'getDatabaseVersion') return engine.version(params)
  const result = await engine[method](params)
  if (method === 'diff' && result.stdout) send({ id: 0, method: 'print', params: { content: result.stdout } })
  return result
}
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n')
let id
const fail = (error) => {
  const foreign = /External error id#(\d+)/.exec(error.message)
  if (foreign) error = bound.errorRegistry.consumeError(Number(foreign[1]))?.error ?? error
  send({
    id,
    error: {
      code: 4466,
      message: 'An error happened. Check the data field for details.',
      data: {
        is_panic: panic.message !== '',
        message: panic.message || error.message,
        meta: error.meta,
        error_code: error.code,
      },
    },
  })
}
// A panic inside an asynchronous wasm callback leaves its call unsettled.
process.on('uncaughtException', (error) => {
  fail(error)
  process.exitCode = 101
  process.stdin.destroy()
})
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  if (!request.method) continue // the CLI's answer to a `print` of this program
  id = request.id
  try {
    send({ id, result: (await call(request.method, request.params)) ?? {} })
  } catch (error) {
    fail(error)
  }
}
process.exit()
