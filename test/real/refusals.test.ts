import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'
import { contents } from './tables.js'

const SEASON = '1996-97'
const SYNC = ['sync', SEASON, '--only', 'games', '--pace', '1000'] as const

/** A port of this machine without a listener. */
const ELSEWHERE = 'http://127.0.0.1:9'

describe.skipIf(!replayAvailable)('a command', () => {
  let replay: Replay
  let home: Home
  let env: Record<string, string>
  let before: unknown
  const others: Home[] = []
  /** Another state folder, with the Postgres of `home` and optionally its Temporal. */
  const other = (more: NodeJS.ProcessEnv): Home => {
    const made = new Home(replay.url, { REST_URL: replay.url, ...env, ...more })
    others.push(made)
    return made
  }
  /** All that a sync could change: data, runs, workers and the database's source. */
  const everything = async (): Promise<unknown> => [
    await contents(home),
    await home.query('select run_id, outcome from sync_runs order by 1'),
    await home.query('select worker_id, addresses from workers order by 1'),
    await home.query('select * from database_source'),
  ]
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { REST_URL: replay.url })
    await home.run('up', '--detach')
    await home.json(...SYNC)
    const status = await home.json<{ databaseUrl: string; temporalAddress: string }>(
      'status',
      '--show-secrets',
    )
    env = { DATABASE_URL: status.databaseUrl, TEMPORAL_ADDRESS: status.temporalAddress }
  })
  beforeEach(async () => {
    await replay.clearLog()
    before = await everything()
  })
  afterAll(async () => {
    for (const one of [...others, home]) await one.remove()
    await replay.stop()
  })

  describe.each([
    ['configured database', { TEMPORAL_ADDRESS: undefined }],
    ['configured database and Temporal', {}],
  ])('with a %s', (_, more) => {
    it.each([
      [['sync', '2018-19', '--source', 'rest']],
      [['schedule', 'create', 'nightly', '--cron', '0 6 * * *', '--source', 'rest']],
    ])('for another source is refused and names both sources: %j', async (command) => {
      const wrong = other(more)
      expect(await wrong.run(...command)).toEqual({
        code: 1,
        stdout: '',
        stderr:
          'This database holds the source nba, the sync is of rest; set DATABASE_URL to another database.\n',
      })
      expect(await everything()).toEqual(before)
      expect(await replay.log()).toEqual([])
      expect(readdirSync(wrong.path)).toEqual([]) // Nothing was started.
    })
  })

  it.each([
    ['stats', 'NBA_STATS_URL'],
    ['cdn', 'NBA_CDN_URL'],
  ])(
    'with another %s address than the worker is refused and names both addresses',
    async (service, setting) => {
      const { code, stdout, stderr } = await other({ [setting]: ELSEWHERE }).run(...SYNC)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(
        new RegExp(
          `^The ${service} address here is ${ELSEWHERE}, that of the worker on \\S+ \\(pid \\d+\\) is ${replay.url}; start both with the same settings\\.\n$`,
        ),
      )
      expect(await everything()).toEqual(before)
      expect(await replay.log()).toEqual([])
    },
  )

  it('succeeds when its settings agree with the worker and the database', async () => {
    expect(await other({}).json(...SYNC)).toMatchObject({
      exitCode: 0,
      outcome: 'succeeded',
      datasets: [{ name: 'games', inserted: 0, updated: 0 }],
    })
  })
})
