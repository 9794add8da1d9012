import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine } from './command-line.js'

let folder: string
/** A state folder that does not exist. */
let home: string
let cli: CommandLine

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-usage-'))
  home = join(folder, 'state')
  cli = new CommandLine({ SEASON_SYNC_HOME: home })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  [['sync'], "Missing required argument 'seasons'"],
  [['sync', '2018'], "'2018' is not a season; write it like 2018-19."],
  [['sync', '2018-20'], "'2018-20' is not a season"],
  [['sync', '1945-46'], 'Season 1945-46 is outside 1946-47 to'],
  [
    ['sync', '2018-19', '--only', 'dunks'],
    "'dunks' is not a dataset of nba; list them with: season-sync datasets",
  ],
  [['sync', '2018-19', '--only', ','], 'It is a list of datasets'],
  [['sync', '2018-19', '--season-type', 'summer'], "'summer' is not a season type"],
  [
    ['sync', '2018-19', '--season-type', 'play-in'],
    'There was no PlayIn in 2018-19; the first was that of 2019-20.',
  ],
  [['sync', '2018-19', '--pace', 'fast'], 'above 0'],
  [['sync', '2018-19', '--pace', '0'], 'above 0'],
  [['sync', '2018-19', '--datach'], "Unknown option '--datach' (did you mean --detach?)"],
  [['sync', '2018-19', '--source', 'espn'], 'Allowed choices are nba'],
  [['sync', '2018-19', '2019-20'], 'Too many arguments'],
  [['synk', '2018-19'], "Unknown command 'synk' (did you mean sync?)"],
  [['history', '--limit', '0'], 'above 0'],
  [
    ['worker', '--queues', 'fetch-nba'],
    'It is a list of task queues out of season-sync, season-sync-fetch-nba, ',
  ],
  [['worker', '--concurrency', '0'], 'It is a number of activities from 1 to 1000'],
  [['history', '--season', '18-20'], "'18-20' is not a season"],
  [['rebuild', '2018-20'], "'2018-20' is not a season"],
  [['archive', 'export', 'x.tar', '--season', '2018'], "'2018' is not a season"],
  [['archive', 'export', 'x.tar', '--only', 'dunks'], "'dunks' is not a dataset of nba; list them"],
  [['archive', 'import', '/nowhere/x.tar'], '/nowhere/x.tar cannot be read: ENOENT'],
])('says what is wrong with %j and starts nothing', async (args, sentence) => {
  const { code, stdout, stderr } = await cli.run(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr.toLowerCase()).toContain(sentence.toLowerCase())
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(home)).toBe(false)
})

it('prints its version and a help with examples for every command', async () => {
  expect(await cli.run('--version')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
  for (const name of [
    'sync',
    'history',
    'show',
    'changes',
    'coverage',
    'explain',
    'rebuild',
    'archive',
    'accept',
    'accepted',
    'up',
    'down',
    'status',
    'worker',
    'migrate',
  ]) {
    const { code, stdout } = await cli.run(name, '--help')
    expect([name, code]).toEqual([name, 0])
    expect(stdout).toMatch(/Examples?:\n {2}\$ /)
  }
})
