import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../src/version.js'

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8')

/** The tables of the schema's files. */
const TABLES = readdirSync(join(packageRoot, 'prisma'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.prisma'))
  .flatMap((path) => [...read(`prisma/${path}`).matchAll(/@@map\("(\w+)"\)/g)].map(([, table]) => table))

/** A table where SQL names one; `set` and the like follow, or the end of a line. */
const UNQUALIFIED = new RegExp(
  `(?<![\\w.])(?:from|join|into|update|lock table|analyze)\\s+"?(?:${TABLES.join('|')})\\b"?(?![.\\w])`,
)

/** Examples of what people ask, whose statements have a search path, and words. */
const OF_PEOPLE = [
  'cli/commands/query.ts',
  'cli/actions/query.ts',
  'cli/commands/psql.ts',
  'datasets/nba/playoff-picture.ts',
]

it('the product names the schema of every table, so that it needs no search path', () => {
  const lines = readdirSync(join(packageRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/') && !OF_PEOPLE.includes(path))
    .flatMap((path) =>
      read(`src/${path}`)
        .split('\n')
        .filter((line) => !/^\s*(?:\/?\*|\/\/|import |export \* )/.test(line))
        .filter((line) => UNQUALIFIED.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(TABLES.length).toBeGreaterThan(100)
  expect(lines).toEqual([])
})
