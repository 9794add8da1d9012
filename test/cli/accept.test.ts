import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storeFindings, type Finding } from '../../src/store/runs/findings.js'
import { closeRun, openRun } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { CommandLine } from './command-line.js'

interface Accepted {
  readonly id: string
  readonly subject: string
  readonly reason: string
  readonly origin: string
  readonly revokedAt: string | null
}

let database: TestDatabase
let home: string
let cli: CommandLine
beforeAll(async () => {
  database = await createTestDatabase()
  home = mkdtempSync(join(tmpdir(), 'season-sync-accept-'))
  cli = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: database.url })
})
afterAll(async () => {
  await database.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(() => emptyTables(database.pool))

const missing = (game: number): Finding => ({
  dataset: 'box_scores',
  kind: 'missing',
  subject: `00218${String(game).padStart(5, '0')}`,
  detail: 'played on 2018-10-16',
})
const CONFLICT: Finding = {
  dataset: 'player_game_logs',
  kind: 'conflict',
  subject: '0021800009',
  detail: 'team 1: points 99, its players 98',
}
const HELD: Finding = {
  dataset: 'player_game_logs',
  kind: 'held',
  subject: 'player_game_logs',
  detail: 'the answer lacks 30 stored rows',
}

/** Records an ended run with these findings. */
async function runWith(
  findings: readonly Finding[],
  { runId = 'run-1', datasets = ['player_game_logs', 'box_scores'], startedAt = '2026-01-01T10:00:00Z' } = {},
): Promise<void> {
  const [run, input] = runOf(runId, datasets)
  await openRun(database.pool, { ...run, startedAt: new Date(startedAt) }, input)
  await storeFindings(database.pool, runId, findings)
  await closeRun(database.pool, runId, { outcome: 'partial', cause: 'c', verifiedBy: 'games', players: 0 })
}

const accept = (...more: readonly string[]) =>
  cli.run('accept', '2018-19', ...more, '--because', 'the source has none')
const openOf = (season = '2018-19'): Promise<Accepted[]> => cli.json<Accepted[]>('accepted', 'list', season)
const subjects = async (): Promise<readonly string[]> => (await openOf()).map(({ subject }) => subject)

describe('accept', () => {
  it('takes all findings of the latest run that can be accepted, and says what it took', async () => {
    await runWith([missing(1), CONFLICT, { ...CONFLICT, kind: 'wrong' }, { ...CONFLICT, kind: 'note' }])
    const { code, stdout, stderr } = await accept()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Accepted 3 findings of 2018-19 Regular Season, because the source has none\n/)
    expect(stdout).toMatch(/^missing +box_scores +0021800001 +played on 2018-10-16$/m)
    expect(stdout).toMatch(/^From the next sync on this counts no longer\.$/m)
    expect(await subjects()).toEqual(['0021800001', '0021800009', '0021800009'])
  })

  it('takes those of one dataset, and of some games of it', async () => {
    await runWith([missing(1), missing(2), missing(3), CONFLICT])
    await accept('box_scores', '0021800001', '0021800003')
    expect(await subjects()).toEqual(['0021800001', '0021800003'])
    await accept('box_scores')
    expect(await subjects()).toEqual(['0021800001', '0021800002', '0021800003'])
  })

  it('finds a game in the request that was given up', async () => {
    await runWith([{ ...missing(1), subject: 'boxscoretraditionalv3 0021800001', detail: 'HTTP 500' }])
    expect(await accept('box_scores', '0021800001')).toMatchObject({ code: 0 })
    expect(await subjects()).toEqual(['boxscoretraditionalv3 0021800001'])
  })

  it('lists the first 20 findings and the number of the others', async () => {
    await runWith(Array.from({ length: 25 }, (_, i) => missing(i + 1)))
    const { stdout } = await accept()
    expect(stdout.match(/^missing /gm)).toHaveLength(20)
    expect(stdout).toMatch(/^… and 5 more$/m)
  })

  it('changes nothing the second time, and says so', async () => {
    await runWith([missing(1)])
    await accept()
    expect(await accept()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('All of this was accepted before.'),
    })
    expect(await subjects()).toEqual(['0021800001'])
  })

  it('stores nothing with --dry-run', async () => {
    await runWith([missing(1)])
    expect(await accept('--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Would accept 1 finding /),
    })
    expect(await subjects()).toEqual([])
  })

  it('prints one JSON object with --json', async () => {
    await runWith([missing(1), HELD])
    expect(await cli.json('accept', '2018-19', '--because', 'none there')).toEqual({
      runId: 'run-1',
      source: 'nba',
      season: '2018-19',
      seasonType: 'Regular Season',
      reason: 'none there',
      neverPlayed: false,
      dryRun: false,
      stored: 1,
      held: ['player_game_logs'],
      findings: [missing(1)],
    })
  })

  it('accepts by the latest run that has the dataset', async () => {
    await runWith([missing(1)])
    await runWith([], { runId: 'run-2', datasets: ['teams'], startedAt: '2026-01-02T10:00:00Z' })
    expect(await accept('box_scores')).toMatchObject({ code: 0 })
    expect(await accept()).toMatchObject({
      code: 2,
      stderr: 'Run run-2 has no such finding; it has none to accept.\n',
    })
  })

  it('points to --accept-removals for rows that are held back', async () => {
    await runWith([missing(1), HELD])
    const { stderr } = await accept()
    expect(stderr).toBe(
      'Rows that it held back are removed with: season-sync retry run-1 --accept-removals\n',
    )
    expect(await subjects()).toEqual(['0021800001'])
  })

  it('covers a game that was never played in all datasets with --never-played', async () => {
    await runWith([missing(1)])
    const { stdout } = await accept('box_scores', '0021800001', '--never-played')
    expect(stdout).toMatch(/ No dataset asks for 0021800001 any more\.$/m)
    expect(await openOf()).toMatchObject([
      { subject: '0021800001', dataset: null, kind: null, detail: null, neverAsk: true },
    ])
  })
})

describe('accept refuses in one sentence', () => {
  it.each([
    [[], 'Run run-1 has no such finding; it has none to accept.', []],
    [
      ['players'],
      'There is no ended sync of 2018-19 Regular Season with players; start one with: season-sync sync 2018-19 --only players',
      [missing(1)],
    ],
    [
      ['player_game_logs'],
      'Run run-1 has no such finding; it has 4 missing of box_scores (0021800001, 0021800002, 0021800003, …) and 1 accepted of teams (7).',
      [
        ...[1, 2, 3, 4].map(missing),
        { ...CONFLICT, dataset: 'teams', kind: 'accepted', subject: '7' } as const,
      ],
    ],
    [
      ['box_scores', '0021800001', '0021800002'],
      'Run run-1 has no such finding about 0021800002; it has 1 missing of box_scores (0021800001).',
      [missing(1)],
    ],
    [
      ['player_game_logs'],
      'Run run-1 has no such finding; it has none to accept, and rows that it held back are removed with: season-sync retry run-1 --accept-removals.',
      [HELD],
    ],
  ] as const)('%j after a run without such findings', async (args, sentence, findings) => {
    await runWith(findings)
    expect(await accept(...args)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` })
    expect(await subjects()).toEqual([])
  })

  it('a season without a run', async () => {
    expect(await accept()).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no ended sync of 2018-19 Regular Season; start one with: season-sync sync 2018-19\n',
    })
  })

  it.each([
    [['2018-19'], /^Required option '--because <reason>' not specified; see: season-sync accept --help\n$/],
    [['2018-19', '--because', ' '], / It is a reason of at most 500 characters; see: /],
    [
      ['2018-19', 'dunks', '--because', 'x'],
      /^'dunks' is not a dataset of nba; list them with: season-sync datasets\n$/,
    ],
    [['2018-20', '--because', 'x'], /^'2018-20' is not a season; /],
    [
      ['2018-19', 'box_scores', '--never-played', '--because', 'x'],
      /^Name the games that were never played /,
    ],
    [
      ['2018-19', 'box_scores', '0021700001', '--never-played', '--because', 'x'],
      /^'0021700001' is not the id of a game of 2018-19 Regular Season\.\n$/,
    ],
  ])('%j, and starts nothing', async (args, sentence) => {
    const elsewhere = join(home, 'none')
    const { code, stdout, stderr } = await new CommandLine({ SEASON_SYNC_HOME: elsewhere }).run(
      'accept',
      ...args,
    )
    expect({ code, stdout, started: existsSync(elsewhere) }).toEqual({ code: 2, stdout: '', started: false })
    expect(stderr).toMatch(sentence)
  })
})

describe('accepted list', () => {
  it('shows persons’ and shipped acceptances with reason and origin', async () => {
    await runWith([missing(1)])
    await accept()
    const { stdout } = await cli.run('accepted', 'list')
    expect(stdout).toMatch(
      /^1 +2018-19 +Regular Season +box_scores +missing +0021800001 .* person .* the source has none$/m,
    )
    expect(stdout).toMatch(
      /^shipped-0021201214 +2012-13 +Regular Season +all +any +0021201214 +never played +shipped .*Marathon/m,
    )
    expect(stdout.match(/^shipped-00260000\d\d +1960-61 .* team_game_logs +wrong /gm)).toHaveLength(6)
  })

  it('says when nothing is accepted', async () => {
    expect(await cli.run('accepted', 'list', '2018-19')).toMatchObject({
      code: 0,
      stdout: 'Nothing is accepted.\n',
    })
  })
})

describe('accepted revoke', () => {
  it('revokes acceptances by their ids; --all still lists them', async () => {
    await runWith([missing(1), missing(2)])
    await accept()
    const { code, stdout } = await cli.run('accepted', 'revoke', '1')
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Revoked 1 acceptance\n/),
    })
    expect(await subjects()).toEqual(['0021800002'])
    expect((await cli.run('accepted', 'list', '2018-19', '--all')).stdout).toMatch(/^1 .* revoked 20\d\d-/m)
  })

  it('revokes those of a season, or of one dataset of it', async () => {
    await runWith([missing(1), CONFLICT])
    await accept()
    await cli.run('accepted', 'revoke', '2018-19', 'box_scores')
    expect(await subjects()).toEqual(['0021800009'])
    await cli.run('accepted', 'revoke', '2018-19')
    expect(await subjects()).toEqual([])
  })

  it('remembers that a shipped one is revoked', async () => {
    expect(await openOf('2012-13')).toMatchObject([{ origin: 'shipped' }])
    expect(await cli.run('accepted', 'revoke', 'shipped-0021201214')).toMatchObject({ code: 0 })
    expect(await openOf('2012-13')).toEqual([])
    expect(await cli.json('accepted', 'list', '2012-13', '--all')).toMatchObject([
      { id: 'shipped-0021201214', origin: 'shipped', revokedAt: expect.any(String) },
    ])
  })

  it.each([
    [['99'], 'There is no acceptance 99; see: season-sync accepted list.'],
    [['1', '99'], 'There is no acceptance 99; see: season-sync accepted list.'],
    [['2017-18'], 'There is no open acceptance of 2017-18; see: season-sync accepted list.'],
    [['2018-19', 'teams'], 'There is no open acceptance of 2018-19 teams; see: season-sync accepted list.'],
    [['2018-19', 'box_scores', '1'], 'Name a season and one dataset, or acceptances by their ids.'],
  ])('refuses %j in one sentence and revokes nothing', async (names, sentence) => {
    await runWith([missing(1)])
    await accept()
    expect(await cli.run('accepted', 'revoke', ...names)).toEqual({
      code: 2,
      stdout: '',
      stderr: `${sentence}\n`,
    })
    expect(await subjects()).toEqual(['0021800001'])
  })

  it('says when an acceptance has been revoked already', async () => {
    await runWith([missing(1)])
    await accept()
    await cli.run('accepted', 'revoke', '1')
    const { code, stderr } = await cli.run('accepted', 'revoke', '1')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/^Acceptance 1 has been revoked already \(20.*\)\.\n$/),
    })
  })
})

it('show lists accepted findings under a heading of their own, with their reason', async () => {
  await runWith([
    CONFLICT,
    { ...missing(1), kind: 'accepted', detail: 'played on 2018-10-16, because none there' },
  ])
  const { stdout } = await cli.run('show', 'run-1')
  expect(stdout).toMatch(/^Findings \(1\)\n.*\nconflict /m)
  expect(stdout).toMatch(
    /^Accepted \(1\)\n.*\nbox_scores +0021800001 +played on 2018-10-16, because none there$/m,
  )
  expect(stdout).toMatch(/^accepted +1 finding \(listed below\)$/m)
  expect(await cli.json('show', 'run-1')).toMatchObject({ accepted: 1 })
})
