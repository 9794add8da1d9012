import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { join } from 'node:path'
import { poll } from '../../../src/system/poll.js'

/**
 * Folder with Temporal's server and its SQL tool as `server` and `sql`, and its `schema` folder; CONTRIBUTING says how to
 * build them.
 */
const folder = process.env.SEASON_SYNC_TEMPORAL_SERVER ?? ''
const POOLER = '/usr/sbin/pgbouncer'

export const PROGRAMS = {
  pooler: POOLER,
  server: join(folder, 'server'),
  sql: join(folder, 'sql'),
  schema: join(folder, 'schema/postgresql/v12'),
}

/** Why the programs are not there; undefined: they are. */
export const lacking =
  folder === '' || !existsSync(PROGRAMS.server)
    ? 'SEASON_SYNC_TEMPORAL_SERVER names no folder with Temporal’s production server'
    : existsSync(POOLER)
      ? undefined
      : 'pgbouncer is not installed'

/** A running program with what it printed last. */
export interface Program {
  readonly stop: () => Promise<void>
}

/** Starts a program and waits until its port answers. */
export async function startProgram(
  command: string,
  args: readonly string[],
  port: number,
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Program> {
  const child: ChildProcess = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)))
  let stopping = false
  child.once('exit', (code) => {
    if (!stopping) console.error(`${command} ended with ${code}: ${output}`)
  })
  await poll(
    async () => {
      if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}: ${output}`)
      return (await answers(port)) || undefined
    },
    { everyMs: 100, timeoutMs: 90_000 },
  )
  return {
    stop: async () => {
      stopping = true
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true))).once('error', () => resolve(false))
  })

/** Free ports of 127.0.0.1 below 32,768: Temporal keeps those of its services in a smallint of Postgres. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer().listen(port, '127.0.0.1')
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (free) await once(server.close(), 'close')
    if (free && !ports.includes(port)) ports.push(port)
  }
  return ports
}
