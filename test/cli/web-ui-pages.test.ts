import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { BROWSER } from '../support/browser.js'
import { WebUi } from '../support/web-ui.js'
import { CommandLine } from './command-line.js'

const TODAY = '2025-11-20'
const ofPlayoffs = (season: string): string => `season-sync/sandbox/${season}/playoffs`
const RUNNING = ofPlayoffs('2021-22')
const PARTIAL = ofPlayoffs('2020-21')
const FAILED = ofPlayoffs('2019-20')
const FINISHED = ofPlayoffs('2018-19')

/** What the sandbox does not answer, or not well. Games are in the order of their ids; this one is not asked first. */
const FAULTS = [
  { match: 'boxscoretraditionalv3.*GameID=0042100403', kind: 'hang' },
  { match: 'boxscoretraditionalv3.*GameID=0042000101', kind: 'status', status: 400 },
  { match: 'Season=2019-20', kind: 'status', status: 400 },
]

describe.skipIf(BROWSER === undefined)("Temporal's Web UI, in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-web-ui-'))
  let sandbox: Sandbox
  let cli: CommandLine
  let ui: WebUi
  beforeAll(async () => {
    sandbox = await startSandbox({ asOf: TODAY })
    await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(FAULTS) })
    cli = new CommandLine({
      SEASON_SYNC_HOME: join(folder, 'state'),
      SEASON_SYNC_TODAY: TODAY,
      SEASON_SYNC_SANDBOX_URL: sandbox.url,
      NBA_HEADERS_TIMEOUT_MS: '170000',
    })
    await cli.run('up', '--detach')
    const sync = (season: string, only: string, ...more: readonly string[]): Promise<unknown> =>
      cli.run('sync', season, '--source', 'sandbox', '--season-type', 'Playoffs', '--only', only, ...more)
    const often = ['--season', '2018-19', '--season-type', 'Playoffs', '--every', '12h', '--paused']
    await sync('2021-22', 'box_scores', '--detach')
    await Promise.all([
      sync('2020-21', 'box_scores'),
      sync('2019-20', 'games,standings'),
      cli
        .run('schedule', 'create', 'often', '--source', 'sandbox', ...often, '--only', 'games')
        .then(() => cli.run('schedule', 'trigger', 'often')),
    ])
    const { webUiUrl } = await cli.json<{ webUiUrl: string }>('status')
    ui = await WebUi.open(webUiUrl)
  })
  afterAll(async () => {
    await ui.close()
    await sandbox.stop()
    await cli.run('down')
    rmSync(folder, { recursive: true, force: true })
  })

  it('says of a running sync what each dataset does, and where the numbers are', async () => {
    await ui.workflow(RUNNING, 'user-metadata')
    await ui.shows(
      'Running',
      'Sync of 2021-22 Playoffs from sandbox',
      "running: each dataset's workflow (Relationships) has its numbers under User Metadata",
      'games done, 1 request team_game_logs done, 1 request box_scores running',
      /The numbers so far: season-sync show \S{36} --source sandbox/,
    )
    await ui.workflow(RUNNING, 'search-attributes')
    await ui.shows('"SyncSeason": "2021-22"', '"SyncOutcome": "running"', '"SyncTrigger": "manual"')
  })

  it('counts the answers of a running dataset, and names the teams and date of each game', async () => {
    const dataset = `${RUNNING}/box-scores`
    await ui.workflow(dataset, 'user-metadata')
    await ui.shows(
      'box_scores 2021-22 Playoffs',
      /GET boxscoretraditionalv3 0042100101 \([A-Z]{3} @ [A-Z]{3} 2022-04-\d\d\)/,
      /(\d+) of (\d+) requests answered, 0 given up; (\d) of (\d) batches merged/,
    )
    const [, answered, asked] = /(\d+) of (\d+) requests answered/.exec(await ui.text()) ?? []
    await ui.shows(`${Number(asked) - 1} of ${asked} requests answered`)
    expect(Number(answered)).toBeGreaterThan(0)
    await ui.workflow(dataset, 'search-attributes')
    await ui.shows('"SyncDataset": "box_scores"', '"SyncSeason": "2021-22"', '"SyncSource": "sandbox"')
    await ui.shows(/"SyncRunId": "\S{36}"/, '"SyncSeasonType": "Playoffs"')
  })

  it('says what a partial sync lacks, with the command that asks for it', async () => {
    await ui.workflow(PARTIAL, 'user-metadata')
    await ui.shows(
      'partial: not all is there',
      /Ask for what is missing with: season-sync retry \S{36} --source sandbox\./,
      'box_scores: 1 missing (boxscoretraditionalv3 0042000101: stats.nba.com: answered 400 Bad Request',
      /box_scores partial 86 of 87 \d+ \d+ 1/,
    )
    expect(await ui.text()).not.toContain('http://127.0.0.1')
    await ui.workflow(PARTIAL, 'history')
    await ui.shows(/"message": "box_scores: 1 missing .* season-sync retry \S{36} --source sandbox\."/)
  })

  it('says why a sync failed, with the command that tries it again', async () => {
    await ui.workflow(FAILED, 'history')
    const again =
      "Try again with: season-sync sync 2019-20 --source sandbox --season-type 'Playoffs' --only games"
    await ui.shows('Failed', '"message": "games: 1 missing', again)
    await ui.workflow(FAILED, 'user-metadata')
    await ui.shows('failed: what was merged stays', again, /games failed 0 of 1 \d+ 0 1/)
  })

  it('says what a schedule does, its runs and the finished sync', async () => {
    await ui.schedule('season-sync/often')
    await ui.shows(
      'Brings 2018-19, Playoffs, from sandbox up to date: games. Paused from its creation.',
      'Completed season-sync/scheduled/often-',
    )
    await ui.workflow(FINISHED, 'user-metadata')
    await ui.shows('succeeded See: season-sync show', /games succeeded 1 \d+ \d+/, 'Started: schedule:often.')
    await ui.workflow(`${FINISHED}/games`, 'user-metadata')
    await ui.shows('1 of 1 request answered, 0 given up; 1 of 1 batch merged')
  })

  it('lists what is not whole, and nothing else, by the address that status prints', async () => {
    const { stdout } = await cli.run('status')
    await ui.go(/^not whole +(\S+)$/m.exec(stdout)?.[1] ?? '')
    expect((await ui.listed()).toSorted()).toEqual([FAILED, PARTIAL])
    await ui.shows('SyncOutcome = "partial"', 'SyncOutcome = "failed"', '2 Failed')
  })
})
