import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/datasets/dataset.js'
import { messageOf, UserError } from '../../src/errors.js'
import { SEASON_TYPES, type SeasonType } from '../../src/season/season.js'
import { readAnswer } from '../../tools/new-dataset/answer.js'
import type { DatasetPlan } from '../../tools/new-dataset/dataset-plan.js'
import { declarationOf } from '../../tools/new-dataset/declaration.js'
import { modelsOf } from '../../tools/new-dataset/files.js'
import { schemaFiles } from '../../tools/new-dataset/migration.js'
import { planOf } from '../../tools/new-dataset/plan.js'
import { shapeOf } from '../../tools/new-dataset/recognise.js'
import { askedOf } from '../../tools/new-dataset/request.js'
import { readRecorded, recorded, unnamed } from '../datasets/recorded.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const recordings = join(root, '../shared/nba-replay/data/recordings/')
const areThere = existsSync(recordings)
if (!areThere) console.log('skipped: the recorded answers are not beside the project (../shared/nba-replay)')

interface Recording {
  readonly endpoint: string
  readonly path: string
  readonly params: Record<string, string>
  readonly file: string
}

interface Result {
  readonly of: string
  readonly plan?: DatasetPlan
  readonly answer?: unknown
  readonly refused?: string
}

/** Plans a dataset for each endpoint and result set that was recorded. */
function plans(): readonly Result[] {
  const index = JSON.parse(readFileSync(`${recordings}index.json`, 'utf8')) as Recording[]
  const results = new Map<string, Result>()
  for (const { endpoint, path, params, file } of index) {
    const body = readAnswer(recordings + file)
    const url = `https://stats.nba.com${path}?${new URLSearchParams(params).toString()}`
    const sets = Object(body) as { resultSets?: unknown; resultSet?: unknown }
    const names = [sets.resultSets ?? sets.resultSet ?? []]
      .flat()
      .flatMap((set) =>
        (set as { rowSet?: unknown[] }).rowSet?.length ? [(set as { name: string }).name] : [],
      )
    for (const resultSet of names.length > 0 ? names : [undefined]) {
      const of = [endpoint, resultSet].filter(Boolean).join(' ')
      if (results.get(of)?.plan !== undefined) continue
      try {
        const shape = shapeOf(body, { resultSet })
        const name = `of_${results.size}`
        const plan = planOf(shape, askedOf(body, shape, { url }), { name, without: [] })
        results.set(of, { of, plan, answer: recorded(file) })
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        results.set(of, { of, refused: messageOf(error) })
      }
    }
  }
  return [...results.values()]
}

const NO_KEY =
  'No four columns or fewer tell the rows of the answer apart; name those of the key with --key, separated by commas.'
const NESTED_HEADERS =
  "The headers of ShotLocations stand in two rows, which need names of their own: declare it by hand, with fields such as 'Mid-Range.FGM'."

/** What was recorded with rows, and is no dataset of the kit. */
const REFUSED = [
  `assisttracker AssistTracker: ${NO_KEY}`,
  'boxscorematchupsv3: The players of boxScoreMatchups have no statistics (lists of their own instead), which the kit does not read.',
  'cdn: The kit asks stats.nba.com alone, and /static/json/liveData/playbyplay/playbyplay_0022000001.json is none of its endpoints.',
  `franchisehistory FranchiseHistory: ${NO_KEY}`,
  `gamerotation AwayTeam: ${NO_KEY}`,
  `gamerotation HomeTeam: ${NO_KEY}`,
  `leaguedashplayershotlocations ShotLocations: ${NESTED_HEADERS}`,
  `leaguedashteamshotlocations ShotLocations: ${NESTED_HEADERS}`,
  'scoreboardv3: The answer has neither result sets nor a box score nor a list of objects with values.',
]

describe.skipIf(!areThere)('the datasets of all recorded answers', () => {
  const results = areThere ? plans() : []
  const planned = results.flatMap(({ of, plan, answer }) => (plan ? [{ of, plan, answer }] : []))
  let project: string

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'new-dataset-test-'))
    for (const name of ['src', 'prisma', 'tools', 'package.json', 'tsconfig.json', 'prisma.config.ts'])
      cpSync(join(root, name), join(project, name), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
    for (const { plan } of planned)
      writeFileSync(
        join(project, `src/datasets/nba/${plan.name.replaceAll('_', '-')}.ts`),
        declarationOf(plan),
      )
    for (const { plan } of planned)
      writeFileSync(
        join(project, `prisma/datasets/${plan.name.replaceAll('_', '-')}.prisma`),
        modelsOf(schemaFiles(project), plan),
      )
    run('node_modules/prisma/build/index.js', 'generate')
    run('tools/generate-catalogue.mjs')
    run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json') // every column and dataset by its name
  })
  afterAll(() => rmSync(project, { recursive: true, force: true }))

  function run(...command: string[]): void {
    execFileSync(process.execPath, command, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  it.each(planned)(
    '$of: reads each row of its answer, with a key of its own, and names what it leaves out',
    async ({ plan, answer }) => {
      const file = join(project, `dist/datasets/nba/${plan.name.replaceAll('_', '-')}.js`)
      const { default: dataset } = (await import(pathToFileURL(file).href)) as { default: Dataset }
      const { rows, of, refused } = await readRecorded(dataset, answer, {
        about: aboutOf(plan),
        ...seasonOf(answer),
      })
      expect(refused).toEqual([])
      expect(unnamed(dataset, answer)).toEqual([])
      const { shape } = plan
      expect(rows).toHaveLength(
        shape.kind === 'box' ? shape.players.length + shape.teams.length : shape.rows.length,
      )
      for (const { name, key, columns } of dataset.tables) {
        for (const row of of(name)) expect(Object.keys(row).toSorted()).toEqual(columns.toSorted())
        const keys = of(name).map((row) => key.map((column) => row[column]))
        expect(keys.flat()).not.toContain(null)
        expect(new Set(keys.map((values) => JSON.stringify(values))).size).toBe(keys.length)
      }
    },
  )

  it('are all but these', () => {
    const refused = results.flatMap(({ of, refused: why }) => (why === undefined ? [] : [`${of}: ${why}`]))
    expect(refused.filter((sentence) => !sentence.includes('has no rows'))).toEqual(REFUSED)
  })
})

/** The season and its type that a recorded answer repeats, where it does. */
function seasonOf(answer: unknown): { readonly season?: string; readonly seasonType?: SeasonType } {
  const { parameters } = Object(answer) as { parameters?: Record<string, unknown> }
  const said = (name: string): string | undefined => {
    const value = parameters?.[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const year = /^\d{4}$/.exec(said('SeasonYear') ?? '')?.[0] // that of a draft
  const season = said('Season') ?? (year && `${year}-${String((Number(year) + 1) % 100).padStart(2, '0')}`)
  const seasonType = SEASON_TYPES.find((type) => type === said('SeasonType'))
  return { ...(season !== undefined && { season }), ...(seasonType !== undefined && { seasonType }) }
}

const aboutOf = ({ shape, asked }: DatasetPlan): string => {
  if (shape.kind === 'box') return shape.gameId
  return shape.kind === 'list' ? shape.named : (asked.about ?? '0')
}
