import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { writeArchive } from '../../src/archive/writer.js'
import { openRun } from '../../src/store/runs/runs.js'
import { ABOUT, answerOf, bodyWith, inOrder } from '../archive/archives.js'
import { hashOf, ownAnswer } from '../store/archive/own-answer.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { keepWritersOut, waitUntilBlocked } from '../support/waiting.js'
import { CommandLine } from './command-line.js'

let database: TestDatabase
let home: string
let cli: CommandLine
beforeAll(async () => {
  database = await createTestDatabase()
  home = mkdtempSync(join(tmpdir(), 'season-sync-archive-'))
  cli = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: database.url })
})
afterAll(async () => {
  await database.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('r1', ['box_scores']))
  await ownAnswer(database.pool, { requestKey: 'nba stats/a?', text: 'a' })
})

it('an archive goes to a file and back, and its season is the next command', async () => {
  const file = join(home, 'nba.tar')
  expect(await cli.run('archive', 'export', file)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Exported 1 answer \(1 body\) to .*nba\.tar, 5\.1 kB\n$/),
  })
  await emptyTables(database.pool)
  expect(await cli.run('archive', 'import', file)).toEqual({
    code: 0,
    stdout: 'Imported 1 answer (1 body) of nba\n',
    stderr: 'Make the tables of a season from them with: season-sync rebuild 2018-19\n',
  })
  expect(await cli.json('archive', 'stats')).toMatchObject({
    bodies: 1,
    parts: [{ dataset: 'box_scores', season: '2018-19', imported: true, answers: 1, bodies: 1 }],
  })
  expect((await cli.run('archive', 'export', file)).stderr).toBe(
    `${file} exists; name a file that does not.\n`,
  )
})

it('an export of seasons that the archive does not have says so and leaves no file', async () => {
  const file = join(home, 'nothing.tar')
  expect(await cli.run('archive', 'export', file, '--season', '2016-17,2017-18', '--only', 'games')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'The archive has no answer of 2017-18, 2016-17 of games, so that nothing was exported; see what it has: season-sync archive stats\n',
  })
  expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false])
})

it('an import that is killed has stored nothing, and can be repeated', async () => {
  const file = join(home, 'killed.tar')
  const bodies = Array.from({ length: 600 }, (_, i) => bodyWith(`body ${i}`, [answerOf(`00218${i}`)]))
  await writeArchive(file, ABOUT, inOrder(...bodies))
  await emptyTables(database.pool)
  const letIn = await keepWritersOut(database.pool, 'raw_responses')
  const { child, ended } = cli.start('archive', 'import', file)
  await waitUntilBlocked(database.pool, '%insert into sync.raw_responses')
  child.kill('SIGKILL')
  await ended
  await letIn()
  expect(await cli.json('archive', 'import', file)).toMatchObject({ newBodies: 600, newAnswers: 600 })
})

it('a check of a corrupt archive names the request and exits with 3', async () => {
  expect(await cli.run('archive', 'check')).toEqual({
    code: 0,
    stdout: 'Checked 1 archived body: all are whole\n',
    stderr: '',
  })
  await database.pool.query('update raw_bodies set body = set_byte(body, 10, 255)')
  const { code, stdout, stderr } = await cli.run('archive', 'check')
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr:
      '1 archived answer cannot be used; the next sync of the season asks again where it is the latest one to its request.\n',
  })
  expect(stdout).toMatch(/^corrupt +box_scores +2026-01-01 .* nba stats\/a\?$/m)
})

it('an export says how many requests it lacks, and exits with 3', async () => {
  await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'b' })
  await database.pool.query('delete from raw_bodies where sha256 = $1', [hashOf('b')])
  expect(await cli.run('archive', 'export', join(home, 'lacking.tar'))).toEqual({
    code: 3,
    stdout: expect.stringMatching(/^Exported 1 answer \(1 body\) to .*lacking\.tar, /),
    stderr:
      '1 request not in it: the latest answer was corrupt and is gone; another sync asks for it again\n',
  })
})

it('a prune says what it freed, and a dry run what it would free', async () => {
  await ownAnswer(database.pool, { requestKey: 'nba stats/a?', text: 'b' })
  await database.pool.query(`update sync_runs set outcome = 'succeeded'`)
  expect((await cli.run('archive', 'prune', '--dry-run')).stdout).toBe(
    'Would remove 1 answer and 1 body: 21 bytes\n',
  )
  expect((await cli.run('archive', 'prune')).stdout).toBe(
    'Removed 1 answer and 1 body: 21 bytes, which Postgres uses again\n',
  )
})

it('an archive of another source is refused', async () => {
  await database.pool.query(`insert into database_source (one, source) values (true, 'sandbox')`)
  expect(await cli.run('archive', 'export', join(home, 'other.tar'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('This database holds the source sandbox'),
  })
  expect(existsSync(join(home, 'other.tar'))).toBe(false)
})
