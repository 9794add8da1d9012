import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../../src/version.js'
import { LONG } from '../../vitest.commands.config.js'
import { NOT_IN_CI } from '../../vitest.faults.config.js'

const read = (path: string): string => readFileSync(join(packageRoot, path), 'utf8')

/** Files of the fault suite that CI runs: one without a test in it fails the suite. */
const IN_CI = readdirSync(join(packageRoot, 'test/faults'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => `test/faults/${path.replaceAll('\\', '/')}`)
  .concat(LONG)
  .filter((path) => !NOT_IN_CI.includes(path))

/** Whether the text alone shows that CI runs a test of the file. */
const surelyRuns = (text: string): boolean => /^\s*it[.(]/m.test(text) || /\binCi: true\b/.test(text)

const found = z.array(z.object({ file: z.string() }))

/** The files that have a test in CI's part, as vitest collects them. */
function collected(files: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-listed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const list = join(folder, 'tests.json')
  const vitest = join(packageRoot, 'node_modules/vitest/vitest.mjs')
  execFileSync(
    process.execPath,
    [vitest, 'list', '-c', 'vitest.faults.config.ts', `--json=${list}`, ...files],
    {
      cwd: packageRoot,
      env: { ...process.env, SEASON_SYNC_FAULTS: 'ci', SEASON_SYNC_FAULTS_LISTED: '1' },
      stdio: 'ignore',
    },
  )
  const tests = found.parse(JSON.parse(readFileSync(list, 'utf8')))
  return tests.map(({ file }) => file.slice(packageRoot.length).replace(/^[\\/]/, ''))
}

it('every file of the fault suite has a test in CI, or stands in NOT_IN_CI', () => {
  const unsure = IN_CI.filter((path) => !surelyRuns(read(path)))
  const running = unsure.length === 0 ? [] : collected(unsure)
  expect(unsure.filter((path) => !running.includes(path))).toEqual([])
})

it('a file whose tests CI leaves out is not taken for one that runs', () => {
  expect(surelyRuns(`faultTest('a fault', { expected: 'nothing' }, async () => {})`)).toBe(false)
  expect(surelyRuns(`faultTest('a fault', { expected: 'nothing', inCi: false }, async () => {})`)).toBe(false)
})

it('every file of NOT_IN_CI is there', () => {
  expect(NOT_IN_CI.filter((path) => !existsSync(join(packageRoot, path)))).toEqual([])
})
