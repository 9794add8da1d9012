import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'

/** What `npm run new-dataset` needs of the project. */
const PARTS = ['src', 'dist', 'prisma', 'tools', 'package.json', 'tsconfig.json', 'prisma.config.ts']

const ANSWER = {
  resource: 'leaguemadeup',
  parameters: {
    LeagueID: '00',
    Season: '2025-26',
    SeasonType: 'Regular Season',
    Conference: 'East',
    MinutesMin: 10,
  },
  resultSets: [
    {
      name: 'Made',
      headers: ['PLAYER_ID', 'E_PACE', 'PTS', 'PTS_RANK'],
      rowSet: [
        [7, 99.5, 20, 1],
        [8, 98.5, 3, 2],
      ],
    },
    { name: 'Averages', headers: ['PTS'], rowSet: [[20]] },
  ],
}

let project: string
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'new-dataset-command-'))
  for (const part of PARTS) cpSync(join(packageRoot, part), join(project, part), { recursive: true })
  for (const part of ['node_modules', '.prettierrc.json'])
    symlinkSync(join(packageRoot, part), join(project, part))
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

const run = (...args: readonly string[]) => runProgram(process.execPath, args, { cwd: project })
const text = (file: string): string => readFileSync(join(project, file), 'utf8')

it('new-dataset writes declaration, model, test, and the migration that Prisma makes on a database of its own', async () => {
  const before = readdirSync(join(project, 'prisma/migrations'))
  writeFileSync(join(project, 'answer.json'), JSON.stringify(ANSWER))
  expect(await run('node_modules/typescript/bin/tsc', '-p', 'tools/new-dataset')).toMatchObject({ code: 0 })
  const options = ['--from', 'answer.json', '--result-set', 'Made', '--without', '*_RANK', '--since', '1996']
  const made = await run('dist/tools/tools/new-dataset/main.js', 'made_up', ...options)
  expect(made.stderr).toBe('')
  expect(made.code).toBe(0)
  expect(made.stdout).toContain('\nleft open, though the recorded request had it: Conference=East\n')
  expect(made.stdout).toContain('\nunsure of the params: MinutesMin=10 is as recorded')

  const migration = readdirSync(join(project, 'prisma/migrations')).find((name) => !before.includes(name))
  expect(text(`prisma/migrations/${migration}/migration.sql`)).toMatch(
    /^CREATE TABLE "nba"."made_up" \([^;]*"estimated_pace" DOUBLE PRECISION,[^;]*CONSTRAINT "made_up_pkey" PRIMARY KEY \("season","season_type","player_id"\)[^;]*;\n/m,
  )
  expect(text('prisma/datasets/made-up.prisma')).toContain('@@map("made_up")')
  expect(text('test/datasets/nba/made-up.test.ts')).toContain('expect(unnamed(madeUp, answer)).toEqual([])')
  const declaration = text('src/datasets/nba/made-up.ts')
  expect(declaration).toContain("group: 'season-stats'")
  expect(declaration).toContain('\n  // Unsure: MinutesMin=10 is as recorded')
  expect(declaration).toContain(
    "'follow from the values': ['*_RANK'], 'other tables of the answer': ['Averages']",
  )
})
