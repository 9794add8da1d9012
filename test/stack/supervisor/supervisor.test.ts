import { readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { Connection, Client as TemporalClient } from '@temporalio/client'
import { expect, it } from 'vitest'
import { readSettings } from '../../../src/settings.js'
import {
  acquireStack,
  readStackStatus,
  stackDown,
  stackUp,
  type StackInfo,
} from '../../../src/stack/client.js'
import { identify, untilGone, type ProcessId } from '../../../src/stack/machine/processes.js'
import { readState } from '../../../src/stack/supervisor/state.js'
import { leftBehind } from '../../../src/stack/supervisor/status.js'
import { schemaState } from '../../../src/store/database/migrations.js'
import { listenersOf } from '../listeners.js'
import { pidOf, processesOf, query, startCommand, tempStack, usedStack } from '../temp-stack.js'

/** The time in which a part or the stack ends or starts, on a busy machine. */
const TIMEOUT_MS = 30_000

function processOf(pid: number): ProcessId {
  const found = identify(pid)
  if (found === undefined) throw new Error(`process ${pid} does not run`)
  return found
}

async function withTemporal<T>(info: StackInfo, use: (client: TemporalClient) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: info.temporalAddress })
  try {
    return await use(new TemporalClient({ connection, namespace: info.namespace }))
  } finally {
    await connection.close()
  }
}

it('commands that start at once get the same supervisor and the same parts', async () => {
  const { env, home } = tempStack()
  const outcomes = await Promise.all([1, 2, 3].map(() => startCommand(env, 'all').outcome))
  expect(outcomes.map(({ error }) => error)).toEqual([undefined, undefined, undefined])
  const infos = outcomes.flatMap(({ info }) => info ?? [])
  expect(new Set(infos.map((info) => info.supervisorPid)).size).toBe(1)
  expect(infos[1]).toEqual(infos[0])
  expect(infos[2]).toEqual(infos[0])
  expect(infos[0]?.parts.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
  expect(processesOf(home).filter((pid) => isCalled(pid, 'supervise.js'))).toHaveLength(1)
})

const isCalled = (pid: number, name: string) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name)

it('a supervisor ends, with its parts, although its state folder was removed', async () => {
  const { home, settings } = await usedStack({ SEASON_SYNC_IDLE_SECONDS: '1' })
  const lease = await acquireStack(settings, { need: 'postgres' })
  const pids = [lease.info.supervisorPid ?? 0, pidOf(lease.info, 'postgres')].map(processOf)
  rmSync(home, { recursive: true, force: true })
  lease.release()
  for (const pid of pids) expect(await untilGone(pid, TIMEOUT_MS)).toBe(true)
})

it('rows and workflows survive the SIGKILL of each part, and of all at once', async () => {
  const { settings } = await usedStack()
  let lease = await acquireStack(settings, { need: 'all' })
  const before = lease.info
  await query(lease.info, 'create table kept (n int)')
  await query(lease.info, 'insert into kept values (7)')
  const retention = await withTemporal(lease.info, async (client) => {
    await client.workflow.start('never', {
      workflowId: 'kept',
      taskQueue: 'nobody',
      searchAttributes: { SyncSeason: ['2018-19'] },
    })
    const { config } = await client.workflowService.describeNamespace({ namespace: 'default' })
    return Number(config?.workflowExecutionRetentionTtl?.seconds)
  })
  expect(retention).toBe(90 * 24 * 3600)

  const same = async () => {
    lease = await acquireStack(settings, { need: 'all' })
    expect(lease.info.parts.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
    expect(await query(lease.info, 'select n from kept')).toEqual([{ n: 7 }])
    const found = await withTemporal(lease.info, (client) => client.workflow.getHandle('kept').describe())
    expect(found.status.name).toBe('RUNNING')
    expect(lease.info.databaseUrls).toEqual(before.databaseUrls)
    expect(lease.info.temporalAddress).toBe(before.temporalAddress)
    expect(lease.info.webUiUrl).toBe(before.webUiUrl)
  }
  for (const part of ['postgres', 'temporal', 'worker']) {
    const killed = processOf(pidOf(lease.info, part))
    process.kill(killed.pid, 'SIGKILL')
    await same()
    expect(pidOf(lease.info, part)).not.toBe(killed.pid)
    expect(lease.info.supervisorPid).toBe(before.supervisorPid)
  }

  const old = lease.info
  const parts = old.parts.map((part) => processOf(Number(part.pid)))
  process.kill(Number(old.supervisorPid), 'SIGKILL')
  await lease.lost
  await same()
  expect(lease.info.supervisorPid).not.toBe(old.supervisorPid)
  for (const part of parts) expect(identify(part.pid)?.started).not.toBe(part.started) // nothing runs twice

  for (const pid of [lease.info.supervisorPid, ...lease.info.parts.map((part) => part.pid)])
    process.kill(Number(pid), 'SIGKILL')
  await lease.lost
  await same()
}, 120_000)

it('a part that dies is restarted without a command', async () => {
  const { settings } = await usedStack()
  const { info } = await acquireStack(settings, { need: 'all' })
  const worker = processOf(pidOf(info, 'worker'))
  process.kill(worker.pid, 'SIGKILL')
  await untilGone(worker, TIMEOUT_MS)
  await expect
    .poll(async () => (await readStackStatus(settings))?.parts.find(({ name }) => name === 'worker')?.state, {
      timeout: TIMEOUT_MS,
    })
    .toBe('ready')
})

it('the stack listens on this machine alone and keeps its files to their owner', async () => {
  const { settings, home } = tempStack()
  const { info } = await acquireStack(settings, { need: 'all' })
  const addresses = [pidOf(info, 'postgres'), pidOf(info, 'temporal')].flatMap(listenersOf)
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.filter((address) => !address.startsWith('127.'))).toEqual([])
  expect(addresses).toContain(info.temporalAddress)
  expect(statSync(home).mode & 0o777).toBe(0o700)
  const passwords = ['postgres-password', 'postgres-app-password']
  for (const name of ['stack.json', 'supervisor.sock', ...passwords, 'logs/postgres.log', 'logs/worker.log'])
    expect([name, statSync(join(home, name)).mode & 0o077]).toEqual([name, 0])
  for (const file of passwords) {
    const password = readFileSync(join(home, file), 'utf8').trim()
    for (const pid of processesOf(home)) expect(isCalled(pid, password)).toBe(false)
    for (const name of ['postgres', 'temporal', 'supervisor'])
      expect(readFileSync(join(home, 'logs', `${name}.log`), 'utf8')).not.toContain(password)
  }
})

it('a command that only reads starts Postgres alone, and one that syncs starts the rest', async () => {
  const { settings } = await usedStack()
  const reading = await acquireStack(settings, { need: 'postgres' })
  expect(reading.info.parts.map(({ state }) => state)).toEqual(['ready', 'stopped', 'stopped'])
  const all = await acquireStack(settings, { need: 'all', databases: ['season_sync_sandbox'] })
  expect(all.info.supervisorPid).toBe(reading.info.supervisorPid)
  expect(pidOf(all.info, 'postgres')).toBe(pidOf(reading.info, 'postgres'))
  expect(Object.keys(all.info.databaseUrls).toSorted()).toEqual(['season_sync', 'season_sync_sandbox'])
})

it('the tables are migrated into the first of two new databases and copied into the other', async () => {
  const { settings } = tempStack()
  const progress: string[] = []
  const { info } = await acquireStack(settings, {
    need: 'postgres',
    databases: ['season_sync', 'season_sync_sandbox'],
    onProgress: (line) => progress.push(line),
  })
  expect(progress.filter((line) => line.startsWith('Bringing the tables'))).toHaveLength(1)
  for (const url of Object.values(info.databaseUrls)) {
    expect(await schemaState(url)).toMatchObject({ current: true })
  }
})

it('the stack stops when no command has used it for the idle time', async () => {
  const { settings, home } = await usedStack({ SEASON_SYNC_IDLE_SECONDS: '0.2' })
  const one = await acquireStack(settings, { need: 'all' })
  const two = await acquireStack(settings, { need: 'postgres' })
  const supervisor = processOf(Number(one.info.supervisorPid))
  one.release()
  expect(await untilGone(supervisor, 1_500)).toBe(false) // the other command still uses it
  two.release()
  expect(await untilGone(supervisor, TIMEOUT_MS)).toBe(true)
  expect(processesOf(home)).toEqual([])
  expect(await readStackStatus(settings)).toBeUndefined()
})

it('the stack stays up for a detached run until the run has ended', async () => {
  const { settings } = await usedStack({ SEASON_SYNC_IDLE_SECONDS: '0.1' })
  const lease = await acquireStack(settings, { need: 'all', keep: true })
  const supervisor = processOf(Number(lease.info.supervisorPid))
  await query(
    lease.info,
    `insert into sync_runs (run_id, workflow_id, season, season_type, source, trigger, outcome, namespace, started_at)
     values ('r', 'w', '2018-19', 'Regular Season', 'nba', 'manual', 'running', 'default', now())`,
  )
  lease.release()
  expect(await untilGone(supervisor, 1_500)).toBe(false)
  await query(lease.info, `update sync_runs set outcome = 'succeeded'`)
  expect(await untilGone(supervisor, TIMEOUT_MS)).toBe(true)
})

it('the stack stays up after `up --detach`, and `down` leaves no process', async () => {
  const { settings, home } = await usedStack({ SEASON_SYNC_IDLE_SECONDS: '0' })
  expect(await stackDown(settings)).toBe(false)
  const lease = await stackUp(settings, { detach: true })
  lease.release()
  const supervisor = processOf(Number(lease.info.supervisorPid))
  expect(await untilGone(supervisor, 1_000)).toBe(false)
  expect((await readStackStatus(settings))?.pinned).toBe(true)
  expect(await stackDown(settings)).toBe(true)
  expect(processesOf(home)).toEqual([])
  expect(await stackDown(settings)).toBe(false)
})

it('what a killed supervisor left running has its names, and `down` stops it', async () => {
  const { settings, home } = await usedStack()
  const { info, lost } = await acquireStack(settings, { need: 'all' })
  expect(await readStackStatus(settings)).toBeDefined()
  process.kill(Number(info.supervisorPid), 'SIGKILL')
  await lost
  expect(processesOf(home)).not.toEqual([])
  expect(leftBehind(settings).map((part) => part.split(' ')[0])).toEqual(
    expect.arrayContaining(['postgres', 'temporal', 'worker']),
  )
  expect(await stackDown(settings)).toBe(true)
  expect(processesOf(home)).toEqual([])
  expect(leftBehind(settings)).toEqual([])
})

it('a stack that is to stay up does so under the supervisor that follows a killed one, until `down`', async () => {
  const { settings } = await usedStack()
  const pinned = await stackUp(settings, { detach: true })
  process.kill(Number(pinned.info.supervisorPid), 'SIGKILL')
  await pinned.lost
  const { info } = await acquireStack(settings, { need: 'postgres' })
  expect(info).toMatchObject({ pinned: true })
  expect(info.supervisorPid).not.toBe(pinned.info.supervisorPid)
  await stackDown(settings)
  expect((await acquireStack(settings, { need: 'postgres' })).info).toMatchObject({ pinned: false })
})

it('Postgres moves to another port when its own is taken, and the state file remembers it', async () => {
  const { settings, home } = await usedStack()
  const before = (await acquireStack(settings, { need: 'postgres' })).info
  await stackDown(settings)
  const port = Number(readState(join(home, 'stack.json')).ports.postgres)
  const otherServer = createServer().listen(port, '127.0.0.1')
  try {
    const progress: string[] = []
    const { info } = await acquireStack(settings, {
      need: 'postgres',
      onProgress: (line) => progress.push(line),
    })
    expect(info.databaseUrls).not.toEqual(before.databaseUrls)
    expect(progress.join()).toContain(`Port ${port} is taken`)
    expect(readState(join(home, 'stack.json')).ports.postgres).not.toBe(port)
  } finally {
    otherServer.close()
  }
})

it('a worker that no command uses is replaced by one with the settings of the next command', async () => {
  const { settings, home } = await usedStack({ NBA_STATS_URL: 'http://127.0.0.1:1' })
  const one = await acquireStack(settings, { need: 'all' })
  process.env.NBA_STATS_URL = 'http://127.0.0.1:2'
  const two = await acquireStack(settings, { need: 'all' })
  expect(pidOf(two.info, 'worker')).toBe(pidOf(one.info, 'worker')) // the first command still uses it
  one.release()
  two.release()
  await expect
    .poll(async () => pidOf((await acquireStack(settings, { need: 'all' })).info, 'worker'), {
      timeout: TIMEOUT_MS,
    })
    .not.toBe(pidOf(one.info, 'worker'))
  const workerLog = readFileSync(join(home, 'logs/worker.log'), 'utf8')
  expect(workerLog).toContain('http://127.0.0.1:2')
})

it('a worker that does not start fails the command with one sentence', async () => {
  const { settings } = await usedStack({ SEASON_SYNC_WORKER_ENTRY: '/nowhere/worker.js' })
  await expect(acquireStack(settings, { need: 'all' })).rejects.toThrow(
    /^The worker did not start: .* \(log: /,
  )
})

it('the supervisor survives Ctrl-C at the command that started it', async () => {
  const { env, settings } = await usedStack()
  const { child, outcome } = startCommand(env, 'postgres', { detached: true }) // the terminal's foreground group
  const { info } = await outcome
  process.kill(-Number(child.pid), 'SIGINT')
  await new Promise((resolve) => child.once('exit', resolve))
  expect((await readStackStatus(settings))?.parts).toEqual(info?.parts)
})

it('no supervisor is started where Postgres and Temporal are configured', async () => {
  const { settings, home } = tempStack({
    DATABASE_URL: 'postgresql://somebody@127.0.0.1:1/theirs',
    TEMPORAL_ADDRESS: '127.0.0.1:2',
  })
  const { info } = await acquireStack(settings, { need: 'all' })
  expect(info).toMatchObject({ temporalAddress: '127.0.0.1:2', namespace: 'default', parts: [] })
  expect(info.databaseUrls.season_sync).toBe('postgresql://somebody@127.0.0.1:1/theirs')
  expect(processesOf(home)).toEqual([])
  await expect(stackUp(settings, { detach: true })).rejects.toThrow('nothing to start')
})

it('the stack works in a state folder whose path is too long for a socket', async () => {
  const { settings } = tempStack()
  const home = join(settings.home, 'deep'.repeat(30), 'state')
  const long = readSettings({ ...process.env, SEASON_SYNC_HOME: home })
  try {
    const lease = await acquireStack(long, { need: 'postgres' })
    expect(lease.info.home).toBe(home)
    expect(readState(join(home, 'stack.json')).supervisor?.socket).not.toContain(home)
  } finally {
    expect(await stackDown(long)).toBe(true)
  }
})
