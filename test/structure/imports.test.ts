import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'

const RESTRICTED = 'eslint(no-restricted-imports)'
const CYCLE = 'import(no-cycle)'

/** Planted violations: imports that a folder must not have, each with the rule that finds it. */
const PLANTS = [
  {
    what: 'a value imported into contracts/',
    file: 'src/contracts/planted.ts',
    text: `import { readSettings } from '../settings.js'\nexport const planted = readSettings`,
    rule: RESTRICTED,
  },
  {
    what: 'a dataset imported into derive/',
    file: 'src/derive/planted.ts',
    text: `import { datasetOf } from '../datasets/catalogue.js'\nexport const planted = datasetOf`,
    rule: RESTRICTED,
  },
  {
    what: 'a cycle of values',
    file: 'src/season/planted.ts',
    text: `import { startYear } from './season.js'\nexport const planted = startYear`,
    also: { file: 'src/season/season.ts', text: `export { planted } from './planted.js'` },
    rule: CYCLE,
  },
  {
    what: 'a cycle of types',
    file: 'src/text/planted.ts',
    text: `import type { Limit } from './printable.js'\nexport type Planted = Limit`,
    also: {
      file: 'src/text/printable.ts',
      text: `import type { Planted } from './planted.js'\nexport type Limit = number\nexport type Other = Planted`,
    },
    rule: CYCLE,
  },
  {
    what: 'an activity imported into a workflow',
    file: 'src/workflows/planted.ts',
    text: `import { createPlan } from '../activities/plan.js'\nexport const planted = createPlan`,
    rule: RESTRICTED,
  },
  {
    what: 'a clock of Node imported into a workflow',
    file: 'src/workflows/planted-clock.ts',
    text: `import { setTimeout } from 'node:timers/promises'\nexport const planted = setTimeout`,
    rule: RESTRICTED,
  },
  {
    what: 'the files of Node without a prefix imported into a workflow',
    file: 'src/workflows/planted-library.ts',
    text: `import { readFile } from 'fs/promises'\nexport const planted = readFile`,
    rule: RESTRICTED,
  },
  {
    what: 'a builtin of Node without its prefix imported into a workflow',
    file: 'src/workflows/planted-builtin.ts',
    text: `import path from 'path'\nexport const planted = path`,
    rule: RESTRICTED,
  },
  {
    what: 'zod imported into a workflow',
    file: 'src/workflows/planted-zod.ts',
    text: `import { z } from 'zod'\nexport const planted = z`,
    rule: RESTRICTED,
  },
  {
    what: 'the file format of archives imported into a workflow',
    file: 'src/workflows/planted-archive.ts',
    text: `import { openArchive } from '../archive/reader.js'\nexport const planted = openArchive`,
    rule: RESTRICTED,
  },
  {
    what: 'a client of Temporal imported into a workflow',
    file: 'src/workflows/planted-client.ts',
    text: `import { Client } from '@temporalio/client'\nexport const planted = Client`,
    rule: RESTRICTED,
  },
  {
    what: 'what is derived imported into a workflow',
    file: 'src/workflows/planted-derive.ts',
    text: `import { possessionsOf } from '../derive/possessions.js'\nexport const planted = possessionsOf`,
    rule: RESTRICTED,
  },
  {
    what: 'a client of HTTP imported into the sandbox',
    file: 'src/sandbox/league/planted-client.ts',
    text: `import axios from 'axios'\nexport const planted = axios`,
    rule: RESTRICTED,
  },
  {
    what: 'the file format of archives imported into the sandbox',
    file: 'src/sandbox/league/planted-archive.ts',
    text: `import { openArchive } from '../../archive/reader.js'\nexport const planted = openArchive`,
    rule: RESTRICTED,
  },
  {
    what: 'what is derived imported into the sandbox',
    file: 'src/sandbox/league/planted-derive.ts',
    text: `import { derive } from '../../derive/derive.js'\nexport const planted = derive`,
    rule: RESTRICTED,
  },
  {
    what: 'the settings imported into the sandbox',
    file: 'src/sandbox/api/planted-settings.ts',
    text: `import { readSettings } from '../../settings.js'\nexport const planted = readSettings`,
    rule: RESTRICTED,
  },
  {
    what: 'a command imported into the runs',
    file: 'src/runs/planted.ts',
    text: `import { tell } from '../cli/terminal.js'\nexport const planted = tell`,
    rule: RESTRICTED,
  },
  {
    what: 'the runs imported into an activity',
    file: 'src/activities/planted.ts',
    text: `import { startSync } from '../runs/start.js'\nexport const planted = startSync`,
    rule: RESTRICTED,
  },
  {
    what: 'Postgres imported into a dataset',
    file: 'src/datasets/nba/planted.ts',
    text: `import pg from 'pg'\nexport const planted = pg`,
    rule: RESTRICTED,
  },
  {
    what: 'a dataset imported into the sandbox',
    file: 'src/sandbox/league/planted.ts',
    text: `import { cell } from '../../datasets/kit/cells.js'\nexport const planted = cell`,
    rule: RESTRICTED,
  },
  {
    what: 'a part of the stack imported past its face',
    file: 'src/connect/planted.ts',
    text: `import { stackPaths } from '../stack/machine/paths.js'\nexport const planted = stackPaths`,
    rule: RESTRICTED,
  },
  {
    what: 'the database imported into the file format of archives',
    file: 'src/archive/planted.ts',
    text: `import pg from 'pg'\nexport const planted = pg`,
    rule: RESTRICTED,
  },
  {
    what: 'the worker imported into the library',
    file: 'src/library/planted.ts',
    text: `import { runWorker } from '../worker.js'\nexport const planted = runWorker`,
    rule: RESTRICTED,
  },
]

const report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
})

let folder: string
let found: z.output<typeof report>['diagnostics']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-imports-'))
  for (const name of ['src', '.oxlintrc.json', 'tsconfig.json', 'package.json'])
    cpSync(join(packageRoot, name), join(folder, name), { recursive: true })
  symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, text, also } of PLANTS) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `${text}\n`)
    if (also !== undefined) writeFileSync(join(folder, also.file), `\n${also.text}\n`, { flag: 'a' })
  }
  const { stdout } = await runProgram('npx', ['oxlint', '--format', 'json'], { cwd: folder })
  found = report.parse(JSON.parse(stdout)).diagnostics
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the linter finds', () => {
  it.each(PLANTS)('$what', ({ file, rule }) => {
    expect(found.filter(({ filename }) => filename.endsWith(file)).map(({ code }) => code)).toContain(rule)
  })
})

it('the linter finds no other violations', () => {
  const planted = PLANTS.flatMap(({ file, also }) => [file, ...(also === undefined ? [] : [also.file])])
  expect(found.filter(({ filename }) => !planted.some((file) => filename.endsWith(file)))).toEqual([])
})
