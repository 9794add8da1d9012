import { closeSync } from 'node:fs'
import { Client } from 'pg'
import { messageOf, UserError } from '../../errors.js'
import { closeClient } from '../../store/database/connection.js'
import { poll } from '../../system/poll.js'
import { spawnChild, type Child } from '../machine/child.js'
import { codeOf } from '../machine/error-code.js'
import { openLog, readLog, type ProgressReporter, type StackPaths } from '../machine/paths.js'
import { choosePort } from '../machine/ports.js'
import type { Launch, Running } from '../supervisor/part.js'
import { readState, updateState } from '../supervisor/state.js'
import { dataArgument, initialise, killOrphans, postgresEnv, stopLeftoverPostgres } from './data.js'
import { superuserUrl, takeNextPassword } from './passwords.js'
import { postgresPrograms, type PostgresPrograms } from './programs.js'
import { ACCESS_REFUSED, prepareRoles } from './roles.js'
import { postgresUser, type SystemUser } from './system-user.js'

/**
 * Sized for a season of 700,000 rows, merged some 10,000 at a time, and for several workers and psql at once. fsync and
 * synchronous_commit stay on: what Temporal believes stored must be stored.
 */
const CONFIGURATION = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  jit: 'off', // compiling costs more than it saves in statements of this size
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** After the postmaster was killed, its last processes take a moment to end; until then the folder counts as in use. */
const RELEASE_MS = 15_000

/** A crash recovery of 2 GB of log takes a minute or two on a slow disk. */
const READY_MS = 300_000

/** Without a recovery Postgres accepts connections within a second; a longer start is reported as one. */
const SLOW_START_MS = 3_000

/** Starts the embedded Postgres of a state folder on 127.0.0.1, on its former port where that is free. */
export function postgresLauncher(paths: StackPaths): Launch {
  return async (progress, signal) => {
    const user = await postgresUser(paths.postgresData, progress)
    const programs = await postgresPrograms(user, progress)
    await stopLeftoverPostgres(paths.postgresData)
    await initialise(paths, programs, user, progress)
    let lastError = ''
    const running = await poll(
      async (elapsedMs) => {
        signal.throwIfAborted()
        const port = await postgresPort(paths, progress)
        const answer = await tryStart(paths, programs, user, port, progress)
        if (typeof answer !== 'string') return answer
        lastError = lastErrorOf(answer)
        const busyFolder = /pre-existing shared memory|lock file .* already exists|could not lock/.test(
          answer,
        )
        const takenPort = /Address already in use|could not create any TCP/.test(answer)
        if (!busyFolder && !takenPort) return 'failed'
        if (busyFolder && elapsedMs > RELEASE_MS / 2) killOrphans(paths.postgresData)
        return undefined
      },
      { everyMs: 200, timeoutMs: RELEASE_MS, signal },
    )
    if (running !== undefined && running !== 'failed') return running
    throw new UserError(`Postgres did not start: ${lastError} (log: ${paths.logs}/postgres.log).`)
  }
}

/** Chooses the port, the former one where it is free, and remembers it for the next start. */
async function postgresPort(paths: StackPaths, progress: ProgressReporter): Promise<number> {
  const remembered = readState(paths.state).ports.postgres
  const port = await choosePort(remembered, `postgres ${paths.home}`)
  if (remembered !== undefined && port !== remembered)
    progress(`Port ${remembered} is taken: Postgres moves to ${port}`)
  updateState(paths.state, ({ ports }) => ({ ports: { ...ports, postgres: port } }))
  return port
}

/** Resolves with the server when it accepts connections, or with its log output when it ended instead. */
async function tryStart(
  paths: StackPaths,
  programs: PostgresPrograms,
  user: SystemUser | undefined,
  port: number,
  progress: ProgressReporter,
): Promise<Running | string> {
  const log = openLog(paths, 'postgres')
  const settings = Object.entries(CONFIGURATION).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let child: Child
  try {
    child = await spawnChild(
      programs.postgres,
      ['-D', dataArgument(paths.postgresData, user), '-p', String(port), ...settings],
      {
        cwd: paths.postgresData,
        env: postgresEnv(),
        uid: user?.uid,
        gid: user?.gid,
        stdio: ['ignore', log.fd, log.fd],
      },
      (process) =>
        updateState(paths.state, ({ processes }) => ({ processes: { ...processes, postgres: process } })),
    )
  } finally {
    closeSync(log.fd)
  }
  const stop = () =>
    child.end([
      ['SIGINT', 30_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 2_000],
    ])
  let refusal: string | undefined
  let reported = false
  const state = await poll(
    async (elapsedMs) => {
      refusal = await connectionRefusal(superuserUrl(paths, port, 'postgres'))
      if (refusal === undefined) return 'ready'
      if (child.hasEnded()) return 'ended'
      if (refusal.startsWith(ACCESS_REFUSED)) return takeNextPassword(paths) ? undefined : 'refused'
      if (!reported && elapsedMs > SLOW_START_MS) {
        reported = true
        progress('Postgres is recovering')
      }
      return undefined
    },
    { everyMs: 20, timeoutMs: READY_MS },
  )
  if (state === 'ended') return readLog(log)
  if (state === 'ready') {
    try {
      await prepareRoles(paths, port, progress)
      return { process: child.process, port, exited: child.exited, stop }
    } catch (error) {
      refusal = messageOf(error)
    }
  }
  await stop()
  throw new UserError(`Postgres on port ${port} could not be used: ${refusal}.`)
}

/** Undefined when the server accepts connections, otherwise the code and message of its refusal. */
async function connectionRefusal(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined) // connect() rejects with it
  try {
    await client.connect()
    return undefined
  } catch (error) {
    return `${codeOf(error) ?? ''} ${messageOf(error)}`
  } finally {
    await closeClient(client)
  }
}

function lastErrorOf(log: string): string {
  const lines = log.trim().split('\n')
  const line = lines.findLast((text) => /FATAL|PANIC|ERROR/.test(text)) ?? lines.at(-1) ?? ''
  return line.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
}
