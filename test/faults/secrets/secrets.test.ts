import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { APPLICATION_ROLE } from '../../../src/stack/postgres/passwords.js'
import { Home, type Ended } from '../../real/command.js'
import { closedPort } from '../../sources/http/local-server.js'
import { httpProxy, PROXY_USER } from '../../sources/http/proxy-server.js'
import { faultTest, type Trial } from '../harness/fault-test.js'
import type { Scene } from '../harness/scene.js'
import type { Workload } from '../harness/workload.js'
import { leaks, newSecrets, type Secrets } from './secrets.js'
import { filesOf, rowsOf, watchCommandLines, workflowsOf, type Trace } from './traces.js'

const TEAMS_ONLY: Workload = { name: 'teams-only', seasons: ['2018-19'], datasets: ['teams'], pace: 20 }
const SYNC = ['sync', '2018-19', '--only', 'teams', '--pace', '20'] as const

/**
 * A worker waits a minute for absent servers; it has written all that it writes about them this long after its first
 * output.
 */
const WORKER_MS = 1_000

/** A scene whose database user, proxy, API key and headers have secrets. */
interface SecretSetup {
  readonly scene: Scene
  readonly secrets: Secrets
  /** The settings with all secrets, overridden by `over`. */
  settings(over?: NodeJS.ProcessEnv): NodeJS.ProcessEnv
  home(over?: NodeJS.ProcessEnv): Home
}

async function openSecretSetup({ scene: open }: Trial): Promise<SecretSetup> {
  const secrets = newSecrets()
  const scene = await open({ workload: TEAMS_ONLY })
  const user = `keeper_${secrets.database.slice(0, 6)}`
  await scene.stack.asSuperuser(
    `create role ${user} login password '${secrets.database}' in role ${APPLICATION_ROLE}`,
  )
  const database = new URL(scene.databaseUrl)
  database.username = user
  database.password = secrets.database
  const proxy = await httpProxy(undefined, secrets.proxy)
  const headers = headersFile(`Cookie: session=${secrets.cookie}\n`)
  const settings = (over: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    DATABASE_URL: database.href,
    TEMPORAL_ADDRESS: scene.env.TEMPORAL_ADDRESS,
    TEMPORAL_NAMESPACE: scene.env.TEMPORAL_NAMESPACE,
    TEMPORAL_API_KEY: secrets.apiKey,
    TEMPORAL_TLS: 'false',
    NBA_PROXY: proxyAt(proxy.port, secrets.proxy),
    NBA_HEADERS_FILE: headers,
    ...over,
  })
  return { scene, secrets, settings, home: (over) => new Home(scene.replay.url, settings(over)) }
}

/** A file that exists as long as the test. */
function headersFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-headers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'headers')
  writeFileSync(path, text)
  return path
}

const proxyAt = (port: number, password: string): string =>
  `http://${PROXY_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}`

const outputOf = (what: string, { stdout, stderr }: Ended): Trace => ({ where: what, text: stdout + stderr })

/** The output of every command that reports on a finished sync. */
async function answersOf(home: Home): Promise<Trace[]> {
  const traces: Trace[] = []
  for (const args of [
    ['status'],
    ['status', '--json'],
    ['history', '--json'],
    ['show', 'latest', '--all'],
    ['show', 'latest', '--json'],
  ])
    traces.push(outputOf(args.join(' '), await home.run(...args)))
  return traces
}

/** Everything that a sync leaves: files, worker output, tables, workflows and reports. */
async function tracesOf({ scene, secrets }: SecretSetup, home: Home): Promise<Trace[]> {
  const { TEMPORAL_ADDRESS: address = '', TEMPORAL_NAMESPACE: namespace = '' } = scene.env
  return [
    ...filesOf(home.path),
    ...scene.workers.map((worker) => ({ where: `worker ${worker.pid}`, text: worker.output() })),
    ...(await rowsOf(scene)),
    ...(await workflowsOf(address, namespace, secrets.apiKey)),
    ...(await answersOf(home)),
  ]
}

faultTest(
  'a successful sync leaks no secret of its settings',
  { expected: 'in no log, history, memo, table, answer or command line', inCi: true },
  async (trial) => {
    const setup = await openSecretSetup(trial)
    const watch = watchCommandLines()
    const home = setup.home()
    try {
      await setup.scene.startWorker(home.env)
      const sync = await home.run(...SYNC)
      expect(sync.code, sync.stderr).toBe(0)
      const traces = [outputOf('sync', sync), ...(await tracesOf(setup, home)), ...watch.end()]
      expect(leaks(setup.secrets, traces)).toEqual([])
      trial.report(`${traces.length} traces searched, no secret in any`)
      expect(leaks(setup.secrets, [{ where: 'the settings', text: JSON.stringify(home.env) }])).toHaveLength(
        3,
      )
    } finally {
      watch.end()
      await home.remove()
    }
  },
)

faultTest(
  'a sync that fails at its proxy leaks no secret of its settings',
  { expected: 'an error that names the proxy and its setting, and no secret anywhere' },
  async (trial) => {
    const setup = await openSecretSetup(trial)
    const wrong = await httpProxy(407)
    const refusing = await httpProxy(403)
    const watch = watchCommandLines()
    const proxies: Readonly<Record<string, number>> = {
      'wants another password': wrong.port,
      'is not there': await closedPort(),
      'refuses every request': refusing.port, // Last, because no request is sent for a minute after it.
    }
    try {
      for (const [what, port] of Object.entries(proxies)) {
        const home = setup.home({ NBA_PROXY: proxyAt(port, setup.secrets.proxy) })
        const worker = await setup.scene.startWorker(home.env)
        const sync = home.start(...SYNC)
        // The test does not wait until the requests are given up: the first failed attempt has the whole error.
        await setup.scene.until('an attempt has failed', async () => {
          const failed = await setup.scene.query(
            `select from raw_responses join sync_runs using (run_id) where raw_responses.outcome <> 'answered' and ended_at is null`,
          )
          return failed.length > 0 || sync.child.exitCode !== null || undefined
        })
        if (port === refusing.port) sync.child.kill('SIGINT') // The others end at once by themselves.
        const ended = await sync.ended
        expect(ended.code).toBe(port === refusing.port ? 130 : 1)
        const traces = [outputOf(`sync when the proxy ${what}`, ended), ...(await tracesOf(setup, home))]
        expect(leaks(setup.secrets, traces)).toEqual([])
        const [attempt] = await setup.scene.query<{ error: string }>(
          `select error from raw_responses where outcome <> 'answered' order by response_id desc limit 1`,
        )
        const errors = `${ended.stderr} ${attempt?.error}`
        expect(errors).toContain(`127.0.0.1:${port}`)
        expect(errors).toContain('NBA_PROXY')
        trial.report(`the proxy ${what}: exit ${ended.code}, ${traces.length} traces without a secret`)
        await worker.stop()
        await home.remove()
      }
    } finally {
      expect(leaks(setup.secrets, watch.end())).toEqual([])
    }
  },
)

faultTest(
  'commands and workers leak no secret of settings that are wrong',
  { expected: 'an error that names the setting, exit 1 or 2, and no secret in it' },
  async (trial) => {
    const setup = await openSecretSetup(trial)
    const { database, cookie } = setup.secrets
    const good = new URL(String(setup.settings().DATABASE_URL))
    const port = 1 // A port that was free a moment ago may belong to another server by now.
    const at = (change: (url: URL) => void): string => {
      const url = new URL(good)
      change(url)
      return url.href
    }
    const wrong: Readonly<Record<string, readonly [NodeJS.ProcessEnv, string]>> = {
      'another password': [{ DATABASE_URL: at((url) => (url.password = `x${database}`)) }, 'DATABASE_URL'],
      'no database at the address': [
        { DATABASE_URL: at((url) => (url.port = String(port))) },
        'DATABASE_URL',
      ],
      'an unknown database': [{ DATABASE_URL: at((url) => (url.pathname = '/nowhere')) }, 'DATABASE_URL'],
      'an invalid address': [{ DATABASE_URL: good.href.replace(/:\d+\//, ':port/') }, 'DATABASE_URL'],
      'an invalid proxy': [
        { NBA_PROXY: `gopher://ann:${setup.secrets.proxy.slice(0, 24)}@host` },
        'NBA_PROXY',
      ],
      'a proxy without a host': [
        { NBA_PROXY: `http://ann:${setup.secrets.proxy.slice(0, 24)}@` },
        'NBA_PROXY',
      ],
      'a file of headers that is no JSON': [
        { NBA_HEADERS_FILE: headersFile(`{"Cookie": "${cookie}"`) },
        'NBA_HEADERS_FILE',
      ],
      'no Temporal at the address': [{ TEMPORAL_ADDRESS: `127.0.0.1:${port}` }, 'TEMPORAL_ADDRESS'],
      'a Temporal without TLS': [{ TEMPORAL_TLS: 'true' }, 'TEMPORAL_ADDRESS'],
    }
    const watch = watchCommandLines()
    for (const [what, [over, setting]] of Object.entries(wrong)) {
      const home = setup.home(over)
      for (const args of [SYNC, ['migrate'], ['status', '--json']]) {
        const ended = await home.run(...args)
        expect([what, args[0], leaks(setup.secrets, [outputOf(args.join(' '), ended)])]).toEqual([
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
      expect(leaks(setup.secrets, [outputOf(`worker with ${what}`, ended)])).toEqual([])
      expect(leaks(setup.secrets, filesOf(home.path))).toEqual([])
      await home.remove()
      trial.report(what)
    }
    expect(leaks(setup.secrets, watch.end())).toEqual([])
  },
)
