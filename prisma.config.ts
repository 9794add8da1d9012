import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Prisma downloads its native schema engine; where that download cannot be had, the engine compiled to wasm does the work.
const here = dirname(fileURLToPath(import.meta.url))
const engines = dirname(createRequire(import.meta.url).resolve('@prisma/engines/package.json'))
const native =
  existsSync(engines) && readdirSync(engines).some((name) => /^schema-engine-[^.]+(\.exe)?$/.test(name))
if (!native) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(here, 'tools', 'schema-engine.mjs')

export default defineConfig({
  schema: join(here, 'prisma', 'schema.prisma'),
  migrations: { path: join(here, 'prisma', 'migrations') },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
