import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The schema engine compiled to wasm does the work wherever its program can be started: Windows starts no script.
const here = dirname(fileURLToPath(import.meta.url))
if (process.platform !== 'win32')
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(here, 'tools', 'schema-engine.mjs')

export default defineConfig({
  schema: join(here, 'prisma'),
  migrations: { path: join(here, 'prisma', 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
