import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { brokenWords, longLines } from '../support/screen-text.js'
import { atTerminal, HAS_TERMINAL } from '../support/terminal.js'
import {
  answerTo,
  DURING_THE_SEASON,
  SEASON,
  startTinyLeague,
  type TinyLeague,
} from '../support/tiny-league.js'
import { CommandLine } from './command-line.js'
import { programCommands } from './commands.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-columns-'))
let league: TinyLeague
let cli: CommandLine
let env: Record<string, string>
/** The sync that lacks answers. */
let partial: string

/** A database with a whole sync, one that changed a value and lacks answers, and a backfill. */
beforeAll(async () => {
  league = await startTinyLeague()
  env = {
    SEASON_SYNC_HOME: join(folder, 'state'),
    SEASON_SYNC_IDLE_SECONDS: '300',
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    SEASON_SYNC_TODAY: DURING_THE_SEASON,
    NBA_PACE: '1000',
  }
  cli = new CommandLine(env)
  await cli.run('sync', SEASON)
  league.always('leaguegamelog players', { body: damaged() })
  await cli.run('sync', SEASON, '--only', 'player_game_logs,box_scores')
  partial = (await cli.json<{ runId: string }[]>('history', '--limit', '1'))[0]?.runId ?? ''
  await cli.run('schedule', 'create', 'nightly', '--cron', '0 6 * * *')
})
afterAll(async () => {
  await cli.run('down')
  await league.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every command that shows something, with what it shows. */
const COMMANDS: readonly (readonly [args: readonly string[], shown: RegExp])[] = [
  [['history'], /^run +season +type/],
  [['show', 'latest'], /^outcome +partial$/m],
  [['show', 'latest', '--all'], /^Rows in quarantine/m],
  [['watch'], /^Synced /],
  [['changes', 'latest'], /player_game_logs/],
  [['retry', 'latest', '--accept-removals', '--dry-run'], /--accept-removals would remove/],
  [['sync', SEASON, '--only', 'box_scores', '--dry-run'], /^box_scores +\d/m],
  [['backfill', '1946-47..current', '--dry-run'], /^total +\d/m],
  [['accept', SEASON, 'box_scores', '--because', 'no answer', '--dry-run'], /^Would accept 6 findings/],
  [['accepted', 'list'], /^shipped-0021201214/m],
  [['archive', 'stats'], /^2018-19 +games/m],
  [['archive', 'check'], /all are whole/],
  [['archive', 'prune', '--dry-run'], /^Would remove/],
  [['datasets'], /^ +box_scores/m],
  [['datasets', 'show', 'box_scores'], /^table box_score_players/m],
  [['status'], /^pace of nba/m],
  [['coverage'], /2018-19/],
  [['coverage', '--season', SEASON], /box_scores/],
  [['query', 'select * from player_game_logs limit 2'], /player_name/],
  [['schedule', 'list'], /^nightly/m],
  [['schedule', 'show', 'nightly'], /^overlap +skip/m],
  [['schedule', 'pause', 'nightly', '--note', 'moving'], /^Paused the schedule nightly/],
  [['schedule', 'resume', 'nightly'], /^Resumed the schedule nightly/],
  [['explain', 'games', '0021800001', 'home_score'], /home_score/],
  [['doctor'], /^. schema +ok +current$/m],
  [['config'], /^SEASON_SYNC_HOME/m],
  [['web'], /^http/],
  [['rebuild', SEASON, '--only', 'games'], /^Rebuilt games/m],
  [['migrate'], /up to date/],
  [['export', 'games', '--to', join(folder, 'export')], /^Exported/m],
  [['up', '--detach'], /^web UI/m],
  [['sync', SEASON, '--only', 'games'], /^Synced games/m],
  [['show', 'nothing-of-that-name'], /There is no run/],
]

/** Commands that change something: what is compared runs one after the other, not at once. */
const CHANGING = new Set(['sync', 'rebuild', 'schedule', 'migrate', 'export', 'up'])

/** Commands that are not in the list, each with the reason. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  demo: 'prints what sync and history print, and takes a minute',
  down: 'ends what the others need; prints one word',
  worker: 'prints the lines of a log, which are not broken',
  sandbox: 'prints an address and waits for Ctrl-C',
  psql: 'prints what psql prints',
  completion: 'prints a script for a shell',
  today: 'prints what sync prints',
  cancel: 'prints one sentence about a running sync (control.test.ts)',
  pause: 'prints one sentence about a running sync (control.test.ts)',
  resume: 'prints one sentence about a running sync (control.test.ts)',
}

it('every command is tried, or left out for a reason', async () => {
  const names = (await programCommands()).map((command) => command.name())
  const tried = new Set(COMMANDS.map(([[name]]) => name))
  expect(names.filter((name) => !tried.has(name)).toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted())
})

const logBody = z.object({
  resultSets: z.tuple([
    z.object({ name: z.string(), headers: z.array(z.string()), rowSet: z.array(z.array(z.unknown())) }),
  ]),
})

/** The players' log with other assists in its first line, and impossible points in its second. */
function damaged(): unknown {
  const body = logBody.parse(answerTo('leaguegamelog players'))
  const { headers, rowSet } = body.resultSets[0]
  rowSet[0]?.splice(headers.indexOf('AST'), 1, 30)
  rowSet[1]?.splice(headers.indexOf('PTS'), 1, -1)
  return body
}

describe.skipIf(!HAS_TERMINAL)('at a terminal of 80 columns', () => {
  it.each(COMMANDS)('%j has no longer line and no broken word', async (args, shown) => {
    const screen = atTerminal(env, args).ended
    if (CHANGING.has(args[0] ?? '') && !args.includes('--dry-run')) await screen
    const [{ text, raw }, piped] = await Promise.all([screen, cli.run(...args)])
    expect(text).toMatch(shown)
    expect(longLines(text)).toEqual([])
    expect(brokenWords(text, piped)).toEqual([])
    expect(raw.includes('\u001B[32msucceeded') || !text.includes('  succeeded')).toBe(true)
  })
})

describe('in a pipe', () => {
  it.each([[['history']], [['show', 'latest', '--all']], [['changes', 'latest']], [['status']]])(
    '%j is full, and the same on narrow and wide terminals',
    async (args) => {
      const [first, second] = await Promise.all([
        cli.run(...args),
        new CommandLine({ ...env, COLUMNS: '40' }).run(...args),
      ])
      expect(second.stdout).toBe(first.stdout)
      expect(first.stdout).not.toContain('\u001B')
      expect(first.stdout).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|^database/m)
    },
  )

  it('games have their teams and date, findings that say the same are one line, and refused rows are listed', async () => {
    const { stdout } = await cli.run('show', partial)
    expect(stdout).toMatch(
      /^missing +box_scores +6 of them: boxscoretraditionalv3 0021800001 \(\w+ at \w+, 2018-10-16\), 0021800002 \(.*\) and 4 more /m,
    )
    expect(stdout).toMatch(/^Rows in quarantine \(1\)$/m)
  })
})
