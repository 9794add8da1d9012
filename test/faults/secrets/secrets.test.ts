import { expect } from 'vitest'
import { Home, type Ended } from '../../real/command.js'
import { closedPort } from '../../sources/http/local-server.js'
import { httpProxy, PROXY_USER } from '../../sources/http/proxy-server.js'
import { faultTest, type Trial } from '../harness/fault-test.js'
import type { Scene } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { filesOf, rowsOf, watchCommandLines, workflowsOf, type Place } from './places.js'
import { leaks, newSecrets, type Secrets } from './secrets.js'

const TEAMS_ONLY: Workload = { name: 'teams-only', seasons: ['2018-19'], datasets: ['teams'], pace: 20 }
const SYNC = ['sync', '2018-19', '--only', 'teams', '--pace', '20'] as const

/** A worker waits a minute for servers that are not there; what it says of that, it has said so long after its first word. */
const WORKER_MS = 1_000

/** What a sync with secrets works with: a user of the database's own, a proxy, and keys. */
interface Vault {
  readonly scene: Scene
  readonly secrets: Secrets
  /** The settings with all secrets in them, and others over them. */
  settings(over?: NodeJS.ProcessEnv): NodeJS.ProcessEnv
  home(over?: NodeJS.ProcessEnv): Home
}

async function openVault({ scene: open }: Trial): Promise<Vault> {
  const secrets = newSecrets()
  const scene = await open({ workload: TEAMS_ONLY })
  const user = `keeper_${secrets.database.slice(0, 6)}`
  await scene.query(`create role ${user} superuser login password '${secrets.database}'`)
  const database = new URL(scene.databaseUrl)
  database.username = user
  database.password = secrets.database
  const proxy = await httpProxy(undefined, secrets.proxy)
  const settings = (over: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    DATABASE_URL: database.href,
    TEMPORAL_ADDRESS: scene.env.TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE: scene.env.TEMPORAL_NAMESPACE,
    TEMPORAL_API_KEY: secrets.apiKey,
    TEMPORAL_TLS: 'false',
    NBA_PROXY: proxyAt(proxy.port, secrets.proxy),
    ...over,
  })
  return { scene, secrets, settings, home: (over) => new Home(scene.replay.url, settings(over)) }
}

const proxyAt = (port: number, password: string): string =>
  `http://${PROXY_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}`

const said = (what: string, { stdout, stderr }: Ended): Place => ({ where: what, text: stdout + stderr })

/** Everything that a person or a program can ask the command line afterwards. */
async function answersOf(home: Home): Promise<Place[]> {
  const places: Place[] = []
  for (const args of [
    ['status'],
    ['status', '--json'],
    ['history', '--json'],
    ['show', 'latest', '--all'],
    ['show', 'latest', '--json'],
  ])
    places.push(said(args.join(' '), await home.run(...args)))
  return places
}

/** Where a sync leaves traces. */
async function traces({ scene, secrets }: Vault, home: Home): Promise<Place[]> {
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '' } = scene.env
  return [
    ...filesOf(home.path),
    ...scene.workers.map((worker) => ({ where: `worker ${worker.pid}`, text: worker.said() })),
    ...(await rowsOf(scene)),
    ...(await workflowsOf(address, namespace, secrets.apiKey)),
    ...(await answersOf(home)),
  ]
}

faultTest(
  'secrets in the settings of a sync that works',
  { expected: 'in no log, history, memo, table, answer or command line', inCi: true },
  async (trial) => {
    const vault = await openVault(trial)
    const watch = watchCommandLines()
    const home = vault.home()
    try {
      await vault.scene.startWorker(home.env)
      const sync = await home.run(...SYNC)
      expect(sync.code, sync.stderr).toBe(0)
      const places = [said('sync', sync), ...(await traces(vault, home)), ...watch.end()]
      expect(leaks(vault.secrets, places)).toEqual([])
      trial.saw(`${places.length} places looked through, no secret in any`)
      expect(leaks(vault.secrets, [{ where: 'the settings', text: JSON.stringify(home.env) }])).toHaveLength(
        3,
      )
    } finally {
      watch.end()
      await home.remove()
    }
  },
)

faultTest(
  'secrets in the settings of syncs that fail at the proxy',
  { expected: 'a sentence that names the proxy and its setting, and no secret anywhere' },
  async (trial) => {
    const vault = await openVault(trial)
    const wrong = await httpProxy(407)
    const refusing = await httpProxy(403)
    const watch = watchCommandLines()
    const proxies: Readonly<Record<string, number>> = {
      'wants another password': wrong.port,
      'is not there': await closedPort(),
      'lets nobody through': refusing.port, // the last, for nobody is asked for a minute after it
    }
    try {
      for (const [what, port] of Object.entries(proxies)) {
        const home = vault.home({ NBA_PROXY: proxyAt(port, vault.secrets.proxy) })
        const worker = await vault.scene.startWorker(home.env)
        const sync = home.start(...SYNC)
        // What has a budget of its own is not waited for: the first failed attempt has said all that there is.
        await vault.scene.until('an attempt has failed', async () => {
          const failed = await vault.scene.query(
            `select from raw_responses join sync_runs using (run_id) where raw_responses.outcome <> 'answered' and ended_at is null`,
          )
          return failed.length > 0 || sync.child.exitCode !== null || undefined
        })
        if (port === refusing.port) sync.child.kill('SIGINT') // the others end by themselves, and at once
        const ended = await sync.ended
        expect(ended.code).toBe(port === refusing.port ? 130 : 1)
        const places = [said(`sync when the proxy ${what}`, ended), ...(await traces(vault, home))]
        expect(leaks(vault.secrets, places)).toEqual([])
        const [attempt] = await vault.scene.query<{ error: string }>(
          `select error from raw_responses where outcome <> 'answered' order by response_id desc limit 1`,
        )
        const told = `${ended.stderr} ${attempt?.error}`
        expect(told).toContain(`127.0.0.1:${port}`)
        expect(told).toContain('NBA_PROXY')
        trial.saw(`the proxy ${what}: exit ${ended.code}, ${places.length} places without a secret`)
        await worker.stop()
        await home.remove()
      }
    } finally {
      expect(leaks(vault.secrets, watch.end())).toEqual([])
    }
  },
)

faultTest(
  'secrets in settings with which nothing can be reached',
  { expected: 'a sentence that names the setting, exit 1 or 2, and no secret in it' },
  async (trial) => {
    const vault = await openVault(trial)
    const { database } = vault.secrets
    const good = new URL(String(vault.settings().DATABASE_URL))
    const port = 1 // a port that was free a moment ago may be another server's by now
    const at = (change: (url: URL) => void): string => {
      const url = new URL(good)
      change(url)
      return url.href
    }
    const wrong: Readonly<Record<string, readonly [NodeJS.ProcessEnv, string]>> = {
      'another password': [{ DATABASE_URL: at((url) => (url.password = `x${database}`)) }, 'DATABASE_URL'],
      'no database there': [{ DATABASE_URL: at((url) => (url.port = String(port))) }, 'DATABASE_URL'],
      'an unknown database': [{ DATABASE_URL: at((url) => (url.pathname = '/nowhere')) }, 'DATABASE_URL'],
      'an address that is none': [{ DATABASE_URL: good.href.replace(/:\d+\//, ':port/') }, 'DATABASE_URL'],
      'a proxy that is none': [
        { NBA_PROXY: `gopher://ann:${vault.secrets.proxy.slice(0, 24)}@host` },
        'NBA_PROXY',
      ],
      'a proxy without a host': [
        { NBA_PROXY: `http://ann:${vault.secrets.proxy.slice(0, 24)}@` },
        'NBA_PROXY',
      ],
      'no Temporal there': [{ TEMPORAL_ADDRESS: `127.0.0.1:${port}` }, 'TEMPORAL_ADDRESS'],
      'a Temporal without TLS': [{ TEMPORAL_TLS: 'true' }, 'TEMPORAL_ADDRESS'],
    }
    const watch = watchCommandLines()
    for (const [what, [over, setting]] of Object.entries(wrong)) {
      const home = vault.home(over)
      for (const args of [SYNC, ['migrate'], ['status', '--json']]) {
        const ended = await home.run(...args)
        expect([what, args[0], leaks(vault.secrets, [said(args.join(' '), ended)])]).toEqual([
          what,
          args[0],
          [],
        ])
        if (args === SYNC) {
          expect([what, ended.code === 1 || ended.code === 2]).toEqual([what, true])
          expect(ended.stderr).toContain(setting)
        }
      }
      const worker = home.start('worker')
      worker.child.stderr?.once('data', () => setTimeout(() => worker.child.kill('SIGTERM'), WORKER_MS))
      const ended = await worker.ended
      expect(ended.stderr).not.toBe('')
      expect(leaks(vault.secrets, [said(`worker with ${what}`, ended)])).toEqual([])
      expect(leaks(vault.secrets, filesOf(home.path))).toEqual([])
      await home.remove()
      trial.saw(what)
    }
    expect(leaks(vault.secrets, watch.end())).toEqual([])
  },
)
