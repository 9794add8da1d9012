import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  claimDatabase,
  heldSource,
  keepRegistered,
  liveWorkers,
  registerWorker,
  workerAlive,
  workerStopped,
  type WorkerRecord,
} from '../../../src/store/runs/workers.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { refuseWorkers, takeWorkers } from '../../support/full-disk.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const worker = (workerId: string): WorkerRecord => ({
  workerId,
  host: 'here',
  pid: 42,
  version: '1.2.3',
  addresses: { nba: { stats: 'https://stats.test' } },
  datasets: { nba: ['games', 'standings'] },
  paces: { nba: 1 },
  queues: ['season-sync'],
})

const live = async (): Promise<string[]> => (await liveWorkers(database.pool)).map((w) => w.workerId)

const silentFor = (workerId: string, interval: string) =>
  database.pool.query('update workers set seen_at = now() - $2::interval where worker_id = $1', [
    workerId,
    interval,
  ])

describe('a worker', () => {
  it('is listed with its addresses and datasets once it is registered', async () => {
    await registerWorker(database.pool, worker('a'))
    expect(await liveWorkers(database.pool)).toMatchObject([worker('a')])
  })

  it('is not listed after it has stopped', async () => {
    await registerWorker(database.pool, worker('a'))
    await registerWorker(database.pool, worker('b'))
    await workerStopped(database.pool, 'a')
    expect(await live()).toEqual(['b'])
  })

  it('that cannot write its heartbeats says so once, with the cause', async () => {
    const said: string[] = []
    let heard = (): void => undefined
    const reported = new Promise<void>((resolve) => (heard = resolve))
    const registration = await keepRegistered(database, [], worker('a'), (line) => {
      said.push(line)
      heard()
    })
    await refuseWorkers(database.pool)
    await reported
    expect(said).toEqual([
      expect.stringMatching(
        /^The database takes no writes \(could not extend file .*, SQLSTATE 53100\); free space on its disk\. Until then the worker cannot report to it$/,
      ),
    ])
    await takeWorkers(database.pool)
    await registration.end()
  })

  it('is not listed after 20 seconds without a heartbeat, until its next one', async () => {
    await registerWorker(database.pool, worker('a'))
    await silentFor('a', '20 seconds')
    expect(await live()).toEqual([])
    await workerAlive(database.pool, 'a')
    expect(await live()).toEqual(['a'])
  })

  it('is still listed after a missed heartbeat', async () => {
    await registerWorker(database.pool, worker('a'))
    await silentFor('a', '9 seconds')
    expect(await live()).toEqual(['a'])
  })

  it('that registers again is listed again, with its new addresses', async () => {
    await registerWorker(database.pool, worker('a'))
    await workerStopped(database.pool, 'a')
    await registerWorker(database.pool, {
      ...worker('a'),
      addresses: { nba: { stats: 'http://other.test' } },
    })
    expect(await liveWorkers(database.pool)).toMatchObject([
      { addresses: { nba: { stats: 'http://other.test' } } },
    ])
  })

  it('is deleted after a month without a heartbeat', async () => {
    await registerWorker(database.pool, worker('a'))
    await silentFor('a', '31 days')
    await registerWorker(database.pool, worker('b'))
    expect((await database.pool.query('select worker_id from workers')).rows).toEqual([{ worker_id: 'b' }])
  })
})

describe('a database', () => {
  it('holds no source before the first sync', async () => {
    expect(await heldSource(database.pool)).toBeUndefined()
  })

  it('belongs to the source that claims it first', async () => {
    expect(await claimDatabase(database.pool, 'nba')).toBe('nba')
    expect(await claimDatabase(database.pool, 'sandbox')).toBe('nba')
    expect(await heldSource(database.pool)).toBe('nba')
  })

  it('claimed by two sources at once belongs to one', async () => {
    const [one, other] = await Promise.all([
      claimDatabase(database.pool, 'nba'),
      claimDatabase(database.pool, 'sandbox'),
    ])
    expect(one).toBe(other)
  })
})
