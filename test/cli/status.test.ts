import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listen } from '../sources/http/local-server.js'
import { createTestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-status-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command line with this Temporal and no other server. */
const withTemporal = (port: number): CommandLine =>
  new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state'), TEMPORAL_ADDRESS: `127.0.0.1:${port}` })

it('status says that the configured Temporal cannot be reached', async () => {
  expect((await withTemporal(9).run('status')).stdout).toMatch(
    /^temporal +127\.0\.0\.1:9, namespace default, cannot be used\nproblem +Cannot reach Temporal at 127\.0\.0\.1:9 \(.+\); check TEMPORAL_ADDRESS\.$/m,
  )
})

it('status waits seconds for a Temporal that takes connections and says nothing', async () => {
  const port = await listen(createServer())
  const since = performance.now()
  expect(await withTemporal(port).json('status')).toMatchObject({
    temporalReachable: false,
    notWholeUrl: null,
    temporalProblem: expect.stringMatching(/^Cannot reach Temporal at \S+ \(.+\); check TEMPORAL_ADDRESS\.$/),
  })
  expect(performance.now() - since).toBeLessThan(30_000) // on a busy machine; usually 4 s
})

it('status links to the runs that are not whole, as text and as JSON', async () => {
  const cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    TEMPORAL_ADDRESS: '127.0.0.1:9',
    TEMPORAL_NAMESPACE: 'nba',
    TEMPORAL_UI_URL: 'https://temporal.example',
  })
  const [status, { stdout }] = await Promise.all([
    cli.json<{ notWholeUrl: string }>('status'),
    cli.run('status'),
  ])
  const url = new URL(status.notWholeUrl)
  expect(`${url.origin}${url.pathname}`).toBe('https://temporal.example/namespaces/nba/workflows')
  expect(url.searchParams.get('query')).toBe('SyncOutcome="partial" OR SyncOutcome="failed"')
  expect(stdout).toContain(`not whole     ${status.notWholeUrl}\n`)
})

it('status says that the backfills of a database cannot be read', async () => {
  const database = await createTestDatabase()
  try {
    await database.pool.query('revoke select on backfills from current_user')
    const cli = new CommandLine({
      SEASON_SYNC_HOME: join(folder, 'state'),
      TEMPORAL_ADDRESS: '127.0.0.1:9',
      DATABASE_URL: database.url,
    })
    expect(await cli.json('status')).toMatchObject({
      health: 'broken',
      backfills: [],
      problem: expect.stringMatching(
        /^The database postgres\S+ cannot be read \(permission denied for table backfills\)\.$/,
      ),
    })
  } finally {
    await database.close()
  }
})
