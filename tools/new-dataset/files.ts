import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import prettier from 'prettier'
import { UserError } from '../../src/errors.js'
import type { DatasetPlan } from './dataset-plan.js'
import { declarationOf } from './declaration.js'
import { formattedSchema, migrationSql } from './migration.js'
import { modelNameOf, modelOf } from './model.js'
import { testFileOf } from './test-file.js'

/**
 * Writes the files of a dataset into a project: declaration, model, migration, test. Nothing is written before all of
 * it is made. Throws a UserError where one of them is there already.
 */
export async function writeDataset(
  root: string,
  plan: DatasetPlan,
  { recording, migration }: { readonly recording: string; readonly migration: boolean },
): Promise<{ readonly files: readonly string[] }> {
  const kebab = plan.name.replaceAll('_', '-')
  const declaration = `src/datasets/nba/${kebab}.ts`
  const test = `test/datasets/nba/${kebab}.test.ts`
  for (const file of [declaration, test])
    if (existsSync(join(root, file)))
      throw new UserError(`${file} is there already; choose another name, or remove it first.`, 2)

  const old = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
  const schema = await formattedSchema(root, withModels(old, plan))
  const files = new Map([
    [declaration, await formatted(root, declaration, declarationOf(plan))],
    [test, await formatted(root, test, testFileOf(plan, recording))],
  ])
  if (migration) {
    const folder = `prisma/migrations/${timestamp(root)}_${plan.name}`
    files.set(`${folder}/migration.sql`, `${(await migrationSql(root, schema)).trimEnd()}\n`)
  }
  files.set('prisma/schema.prisma', schema)
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return { files: [...files.keys()] }
}

/** The schema with the models of the dataset's tables after those of the other data tables. */
export function withModels(schema: string, { tables }: DatasetPlan): string {
  for (const { name } of tables) {
    if (schema.includes(`@@map("${name}")`))
      throw new UserError(`prisma/schema.prisma has a table ${name} already; choose another name.`, 2)
    if (new RegExp(`^model ${modelNameOf(name)} `, 'm').test(schema))
      throw new UserError(
        `prisma/schema.prisma has a model ${modelNameOf(name)} already; choose another name.`,
        2,
      )
  }
  // The tables that remember syncs come last.
  const firstOfSyncs = schema.indexOf('/// One sync of one season')
  const at = firstOfSyncs < 0 ? schema.length : firstOfSyncs
  return `${schema.slice(0, at)}${tables.map((table) => modelOf(table)).join('\n')}\n${schema.slice(at)}`
}

async function formatted(root: string, file: string, text: string): Promise<string> {
  const options = await prettier.resolveConfig(join(root, file))
  return await prettier.format(text, { ...options, filepath: file })
}

/** Prisma applies migrations by name: a new one comes after all others. */
function timestamp(root: string): string {
  const now = Number(new Date().toISOString().replace(/\D/g, '').slice(0, 14))
  const names = readdirSync(join(root, 'prisma/migrations'))
  const last = Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0))
  return String(Math.max(now, last + 1))
}
