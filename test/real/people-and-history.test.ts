import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { NAMES, SCOPE, writePeopleOfOneGame } from './people-of-one-game.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

const ONLY = ['--only', NAMES.join(',')]

describe.skipIf(!replayAvailable)('players, teams and history of a season of one game', () => {
  let replay: Replay
  let home: Home
  let folder: string
  let asked = 0
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'people-'))
    asked = await writePeopleOfOneGame(folder)
    replay = await startReplay('--data', folder)
    home = new Home(replay.url, { SEASON_SYNC_IDLE_SECONDS: '300', SEASON_SYNC_TODAY: '2017-12-01' })
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const written = `select coalesce(sum(inserted + updated + removed), 0)::int as n from sync_merges where run_id = $1`
  const sync = async (...options: readonly string[]) => {
    await replay.clearLog()
    const report = await home.json('sync', SCOPE.season, ...ONLY, '--pace', '1000', ...options)
    const [{ n } = { n: -1 }] = await home.query<{ n: number }>(written, [report.runId])
    return { report, written: n, requests: (await replay.log()).length }
  }

  it('are stored and hold against the game logs', async () => {
    const { report, requests } = await sync()
    expect(await home.query('select dataset, kind, subject, detail from sync_findings')).toEqual([])
    expect(await home.query('select dataset, reason from quarantined_rows')).toEqual([])
    expect([report.exitCode, report.outcome]).toEqual([0, 'succeeded'])
    expect(requests).toBe(asked + 2) // and the two game logs
  })

  it('are not asked for again while they are fresh', async () => {
    const { report, written: rows, requests } = await sync()
    expect([report.exitCode, rows, requests]).toEqual([0, 0, 2])
  })

  it('are asked for again with --recheck all, and change nothing', async () => {
    const { report, written: rows, requests } = await sync('--recheck', 'all')
    expect([report.exitCode, rows, requests]).toEqual([0, 0, asked + 2])
  })
})
