import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RUNS, storeRecords } from '../runs/records.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

let folder: string
let database: TestDatabase
let cli: CommandLine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-names-'))
  database = await createTestDatabase()
  cli = new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state'), DATABASE_URL: database.url })
  await storeRecords(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const WORKFLOW = 'season-sync/nba/2018-19/playoffs'

it.each([
  ['show', /^run +01a207b2-0000-7000-8000-000000000003$/m],
  ['changes', /^Run 01a207b2-0000-7000-8000-000000000003 changed no stored value\.\n$/],
  ['watch', /^run +01a207b2-0000-7000-8000-000000000003$/m],
  ['retry', /^Nothing is missing of that sync\.\n$/],
])('%s takes a season and the id of a workflow', async (command, shown) => {
  const [bySeason, byWorkflow] = await Promise.all([cli.run(command, '2018-19'), cli.run(command, WORKFLOW)])
  expect(bySeason).toEqual({
    code: 0,
    stdout: expect.stringMatching(shown) as string,
    stderr: `The newest sync of 2018-19 is of Playoffs; the others: Regular Season (${RUNS.today})\n`,
  })
  expect(byWorkflow).toEqual({ ...bySeason, stderr: '' })
})

it('a beginning of several ids is refused with the runs that it may mean', async () => {
  expect(await cli.run('show', '01a207b3')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^Several runs begin with 01a207b3: 01a207b3-\S+ \(2021-22 Playoffs, running, \S+ \S+\), 01a207b3-\S+ \(2021-22 Regular Season, running, \S+ \S+\); give more of the id\.\n$/,
    ) as string,
  })
})
