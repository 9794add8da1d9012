import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CommandLine, type Ended } from '../../cli/command-line.js'
import { DURING_THE_SEASON, SEASON, startTinyLeague, type TinyLeague } from '../../support/tiny-league.js'

/** Hostile texts that a person or a program may pass as any argument. */
const HOSTILE = [
  `'; drop table players; --`,
  `2018-19'; drop table players; --`,
  '../../../../etc/passwd',
  '${process.exit(7)}{{7*7}}`id`$(id)%s%n',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u001b]8;;http://evil.test\u001b\\click\u001b]8;;\u001b\\',
  '\u009b2J\u009d0;owned\u009c',
  '\u202egnp.exe\u2066\u200b',
  '__proto__',
  'constructor',
  '1e400',
  '-0',
  '123456789012345678901234567890',
  'x'.repeat(100_000),
  '%',
  '_',
] as const

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]/

/** Expects a refusal in one line: no standard output, no active characters, no stack trace, no endless quotation. */
function expectRefused({ code, stdout, stderr }: Ended, exit: number): void {
  expect({ code, stdout, stderr }).toEqual({ code: exit, stdout: '', stderr: expect.any(String) })
  expect(stderr.match(ACTIVE)).toBeNull()
  expect(stderr).not.toMatch(/^ {4}at /m)
  expect(stderr.length).toBeLessThan(2_500)
  expect(stderr.trim().split('\n')).toHaveLength(1)
}

let folder: string
let league: TinyLeague
let cli: CommandLine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-hostile-'))
  league = await startTinyLeague()
  cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    SEASON_SYNC_TODAY: DURING_THE_SEASON,
  })
})
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Commands with a hostile argument; each is tried with a quarter of the texts, so that each text meets several
 * commands.
 */
const ARGUMENTS: readonly (readonly [string, (text: string) => readonly string[]])[] = [
  ['a season', (text) => ['sync', '--', text]],
  ['a source', (text) => ['sync', SEASON, `--source=${text}`]],
  ['a season type', (text) => ['sync', SEASON, `--season-type=${text}`]],
  ['a list of datasets', (text) => ['sync', SEASON, `--only=${text}`]],
  ['a pace', (text) => ['sync', SEASON, `--pace=${text}`]],
  ['an option', (text) => ['sync', SEASON, `--x${text}`]],
  ['a season to list', (text) => ['history', `--season=${text}`]],
  ['an outcome', (text) => ['history', `--outcome=${text}`]],
  ['a cron expression', (text) => ['schedule', 'create', 's', `--cron=${text}`]],
  ['an interval', (text) => ['schedule', 'create', 's', `--every=${text}`]],
  ['a time zone', (text) => ['schedule', 'create', 's', '--cron=0 6 * * *', `--timezone=${text}`]],
  ['a season to come', (text) => ['schedule', 'create', 's', '--cron=0 6 * * *', `--season=${text}`]],
  ['a command', (text) => ['--', text]],
  ['a season to accept', (text) => ['accept', '--because=x', '--', text]],
  ['a dataset to accept', (text) => ['accept', SEASON, '--because=x', '--', text]],
]
const PARTS = 4

it.each(ARGUMENTS.map(([name, command], index) => ({ name, command, index })))(
  'the command line refuses hostile text as $name before it starts anything',
  async ({ command, index }) => {
    const unused = new CommandLine({ SEASON_SYNC_HOME: join(folder, 'none') })
    const texts = HOSTILE.filter((_, i) => i % PARTS === index % PARTS)
    for (const text of texts) expectRefused(await unused.run(...command(text)), 2)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  },
)

it('show and changes find no run with a hostile name', async () => {
  expect(await cli.run('sync', SEASON, '--pace', '1000')).toMatchObject({ code: 0 })
  for (const [i, text] of HOSTILE.entries())
    expectRefused(await cli.run(i % 2 === 0 ? 'show' : 'changes', '--', text), 2)
}, 120_000)

it('changes and schedule show find no table and no schedule with a hostile name, and all tables remain', async () => {
  await cli.run('sync', SEASON, '--pace', '1000')
  for (const text of HOSTILE.slice(0, 4)) {
    const { code, stdout } = await cli.run('changes', 'latest', `--table=${text}`)
    expect({ code, found: /changed no stored value/.test(stdout) }).toEqual({ code: 0, found: true })
    const shown = await cli.run('schedule', 'show', '--', text)
    expect(shown.code).not.toBe(0)
    expect((shown.stdout + shown.stderr).match(ACTIVE)).toBeNull()
  }
  const again = await cli.json<{ outcome: string; players: number }>('sync', SEASON, '--pace', '1000')
  expect(again).toMatchObject({ outcome: 'succeeded', players: 20 })
}, 120_000)

it('schedule pause keeps a note with escape sequences as text', async () => {
  await cli.run('schedule', 'create', 'nightly', '--cron', '0 6 * * *', '--season', SEASON, '--paused')
  const note = `moved '); drop table -- \u001b[2J\u009b2J\u202e \${1} {{2}}`
  const commands = [
    ['schedule', 'pause', 'nightly', '--note', note],
    ['schedule', 'show', 'nightly'],
    ['schedule', 'show', 'nightly', '--json'],
    ['schedule', 'list'],
    ['schedule', 'resume', 'nightly', '--note', note],
    ['schedule', 'delete', 'nightly'],
  ]
  for (const args of commands) {
    const { code, stdout, stderr } = await cli.run(...args)
    expect([args[1], code, (stdout + stderr).match(ACTIVE)]).toEqual([args[1], 0, null])
  }
}, 120_000)
