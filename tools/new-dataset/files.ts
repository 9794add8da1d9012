import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import prettier from 'prettier'
import { UserError } from '../../src/errors.js'
import type { DatasetPlan } from './dataset-plan.js'
import { declarationOf } from './declaration.js'
import { formattedModels, migrationSql, schemaFiles } from './migration.js'
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
  const models = `prisma/datasets/${kebab}.prisma`
  const test = `test/datasets/nba/${kebab}.test.ts`
  for (const file of [declaration, models, test])
    if (existsSync(join(root, file)))
      throw new UserError(`${file} is there already; choose another name, or remove it first.`, 2)

  const schema = await formattedModels(root, models, modelsOf(schemaFiles(root), plan))
  const files = new Map([
    [declaration, await formatted(root, declaration, declarationOf(plan))],
    [models, schema],
    [test, await formatted(root, test, testFileOf(plan, recording))],
  ])
  if (migration) {
    const folder = `prisma/migrations/${timestamp(root)}_${plan.name}`
    files.set(`${folder}/migration.sql`, `${(await migrationSql(root, [models, schema])).trimEnd()}\n`)
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return { files: [...files.keys()] }
}

/** The models of the dataset's tables. Throws a UserError where the schema has one of the names. */
export function modelsOf(schema: ReadonlyMap<string, string>, { tables }: DatasetPlan): string {
  for (const { name } of tables)
    for (const [file, text] of schema) {
      if (text.includes(`@@map("${name}")`))
        throw new UserError(`${file} has a table ${name} already; choose another name.`, 2)
      if (new RegExp(`^model ${modelNameOf(name)} `, 'm').test(text))
        throw new UserError(`${file} has a model ${modelNameOf(name)} already; choose another name.`, 2)
    }
  return tables.map((table) => modelOf(table)).join('\n')
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
