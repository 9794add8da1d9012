import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, it } from 'vitest'
import { packageRoot } from '../../../src/version.js'
import { Home } from '../../real/command.js'
import { replayAvailable, startReplay, truthOf } from '../../real/replay.js'
import { gamesDigest, playersDigest, type Queryable } from '../../real/tables.js'
import { authority } from '../../sources/http/certificate.js'
import { startTlsServer } from '../../store/database/tls-server.js'
import { WorkerProcess } from '../harness/worker.js'
import { freePorts, lacking, PROGRAMS, startProgram } from './programs.js'
import { startProductionTemporal, writeCertificates } from './temporal.js'

if (lacking !== undefined) console.log(`skipped: a season in production; ${lacking}`)

const DATABASE = 'nba'
const PASSWORD = 'word'
/** Requests per second: the 2,467 of the season take about 40 s. */
const PACE = '60'

it.skipIf(lacking !== undefined || !replayAvailable)(
  'a season on a Temporal with certificates, by three workers under the least role, through pgbouncer to a Postgres with a private authority, each worker killed once',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-production-'))
    const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
    const until = <T>(opened: T, end: (opened: T) => unknown): T => {
      ends.unshift(() => end(opened))
      return opened
    }
    try {
      chmodSync(folder, 0o755) // pgbouncer runs as nobody
      const files = writeCertificates(folder)
      const postgres = until(await startTlsServer(), (server) => server.close())
      const replay = until(await startReplay(), (server) => server.stop())
      const superuser = new pg.Client({ connectionString: postgres.superuser('postgres').href })
      await superuser.connect()
      await superuser.query(`create database ${DATABASE}`)
      await superuser.end()
      const admin = until(new pg.Pool({ connectionString: postgres.superuser(DATABASE).href }), (pool) =>
        pool.end(),
      )
      await admin.query(`alter database ${DATABASE} set search_path = nba, sync, public`) // for the test's own queries
      await admin.query(readFileSync(join(packageRoot, 'docs/roles.sql'), 'utf8'))
      for (const role of ['owner', 'worker'])
        await admin.query(`alter role season_sync_${role} password '${PASSWORD}'`)
      const { port } = postgres.superuser(DATABASE)
      const pooler = until(await startPooler(folder, Number(port), postgres.files.authority), ({ stop }) =>
        stop(),
      )
      const temporal = until(
        await startProductionTemporal(folder, (database) => postgres.superuser(database), files),
        ({ stop }) => stop(),
      )

      const env = {
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: 'season-sync',
        TEMPORAL_TLS_SERVER_CA_CERT_PATH: files.ca,
        TEMPORAL_TLS_CLIENT_CERT_PATH: files.cert,
        TEMPORAL_TLS_CLIENT_KEY_PATH: files.key,
        NBA_PACE: PACE,
      }
      const address = (role: string, at: number | string, ca: string): string =>
        `postgresql://season_sync_${role}:${PASSWORD}@localhost:${at}/${DATABASE}?sslmode=verify-full&sslrootcert=${ca}`
      // Migrations hold a lock over several transactions, which a pooler of transactions does not allow.
      const owner = new Home(replay.url, {
        ...env,
        DATABASE_URL: address('owner', port, postgres.files.authority),
      })
      expect(await owner.run('migrate')).toMatchObject({ code: 0, stderr: '' })

      const home = new Home(replay.url, { ...env, DATABASE_URL: address('worker', pooler.port, files.ca) })
      const workers: WorkerProcess[] = []
      const startWorker = async (): Promise<void> => {
        const log = join(folder, `worker-${workers.length}.log`)
        workers.push(until(await WorkerProcess.start(home.env, log), (worker) => worker.kill()))
      }
      await Promise.all([startWorker(), startWorker(), startWorker()])
      const sync = home.json('sync', '2018-19', '--only', 'box_scores,play_by_play,players,standings')
      for (let i = 0; i < 3; i++) {
        await sleep(7_000)
        await workers[i]?.kill()
        await startWorker()
      }
      const truth = truthOf('2018-19')
      expect(await sync).toMatchObject({ outcome: 'succeeded', exitCode: 0, players: truth.players })
      const tables: Queryable = {
        query: async <T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) =>
          (await admin.query<T>(sql, [...(values ?? [])])).rows,
      }
      expect(await gamesDigest(tables, '2018-19')).toBe(truth.gamesDigest)
      expect(await playersDigest(tables, '2018-19')).toBe(truth.playersDigest)
    } finally {
      for (const end of ends) await end()
    }
  },
)

/** pgbouncer in transaction mode: TLS to its clients, and verified TLS to Postgres. */
async function startPooler(folder: string, postgresPort: number, postgresCa: string) {
  const [port = 0] = await freePorts(1)
  const file = (name: string, content: string): string => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o644 }) // keys of a test, read by nobody
    return path
  }
  copyFileSync(postgresCa, join(folder, 'postgres-ca.pem'))
  const config = `[databases]
${DATABASE} = host=localhost port=${postgresPort} dbname=${DATABASE}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
max_client_conn = 200
default_pool_size = 20
auth_type = scram-sha-256
auth_file = ${file('users.txt', ['owner', 'worker'].map((role) => `"season_sync_${role}" "${PASSWORD}"`).join('\n'))}
client_tls_sslmode = require
client_tls_cert_file = ${file('pooler.pem', authority.signed.cert)}
client_tls_key_file = ${file('pooler.key', authority.signed.key)}
server_tls_sslmode = verify-full
server_tls_ca_file = ${join(folder, 'postgres-ca.pem')}
`
  const args = [...(process.getuid?.() === 0 ? ['-u', 'nobody'] : []), file('pgbouncer.ini', config)]
  return { port, ...(await startProgram(PROGRAMS.pooler, args, port)) }
}
