import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { readSettings, type Settings } from '../../src/settings.js'
import { acquireStack, stackDown, type StackInfo } from '../../src/stack/client.js'
import { findTemporal } from '../../src/stack/temporal/binary.js'
import { packageRoot } from '../../src/version.js'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The variables of a stack in a state folder of its own, with a stand-in for the worker. */
export type StackEnv = Record<string, string>

const variables = { ...process.env }
const folders: string[] = []
const commands: ChildProcess[] = []

/** A new state folder, removed with all its processes after the test. It is closed to every other user. */
export function tempStack(more: StackEnv = {}): { env: StackEnv; home: string; settings: Settings } {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-test-'))
  folders.push(folder)
  const home = join(folder, 'state')
  const env = {
    SEASON_SYNC_HOME: home,
    SEASON_SYNC_WORKER_ENTRY: here('stand-in-worker.mjs'),
    ...more,
  }
  Object.assign(process.env, env) // a supervisor is started with the environment of its command
  return { env, home, settings: readSettings(process.env) }
}

let used: Promise<string> | undefined

/** A stack after its first use, with databases and tables, so that not every test repeats that use. */
export async function usedStack(more: StackEnv = {}): Promise<ReturnType<typeof tempStack>> {
  used ??= firstUse()
  const stack = tempStack(more)
  // -a keeps the owners of files: under root Postgres has a user of its own.
  execFileSync('cp', ['-a', await used, stack.home])
  return stack
}

async function firstUse(): Promise<string> {
  const home = join(mkdtempSync(join(tmpdir(), 'season-sync-used-')), 'state')
  const settings = readSettings({ ...process.env, SEASON_SYNC_HOME: home })
  const lease = await acquireStack(settings, { need: 'postgres' })
  lease.release()
  await stackDown(settings)
  rmSync(join(home, 'stack.json')) // each stack chooses ports of its own
  return home
}

afterAll(async () => {
  if (used !== undefined) rmSync(dirname(await used), { recursive: true, force: true })
})

// The first test may have to build the server, which must not count against its timeout.
beforeAll(async () => {
  await findTemporal(readSettings(), () => undefined, AbortSignal.timeout(900_000))
}, 900_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') for (const folder of folders) console.error(logs(join(folder, 'state')))
  for (const command of commands.splice(0)) command.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    await stackDown(readSettings({ ...process.env, SEASON_SYNC_HOME: join(folder, 'state') })).catch(
      () => undefined,
    )
    for (const pid of processesOf(folder)) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name]
  Object.assign(process.env, variables)
})

/** The outcome of a command: the stack, or an error. */
export interface CommandOutcome {
  info?: StackInfo
  error?: string
  name?: string
}

/** Runs a command in a process of its own; `outcome` resolves with the stack that it got, or with its error. */
export function startCommand(
  env: StackEnv,
  need: 'postgres' | 'all',
  options: SpawnOptions = {},
): {
  child: ChildProcess
  progress: string[]
  outcome: Promise<CommandOutcome>
} {
  const child = spawn(process.execPath, [here('command.mjs'), need, join(packageRoot, 'dist')], {
    env: { ...process.env, ...env },
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  commands.push(child)
  const progress: string[] = []
  const outcome = new Promise<CommandOutcome>((resolve, reject) => {
    const { stdout } = child
    if (stdout === null) throw new Error('no output')
    createInterface({ input: stdout }).on('line', (line) => {
      const message: CommandOutcome & { progress?: string } = JSON.parse(line)
      if (message.progress === undefined) resolve(message)
      else progress.push(message.progress)
    })
    child.once('exit', (code) => reject(new Error(`the command ended with ${code}`)))
  })
  return { child, progress, outcome }
}

/** Processes whose working directory is below a folder, or whose arguments name it. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const state = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]
        return (
          state !== 'Z' &&
          (readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) ||
            readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder))
        )
      } catch {
        return false // ended meanwhile
      }
    })
    .map(Number)
}

/** The pid of a part; throws when it does not run. */
export function pidOf(info: StackInfo, name: string): number {
  const pid = info.parts.find((part) => part.name === name)?.pid
  if (pid === undefined) throw new Error(`${name} does not run`)
  return pid
}

/** The user that a process runs as. */
export const uidOf = (pid: number): number => statSync(`/proc/${pid}`).uid

/** Runs one statement in the database of the NBA's data. */
export async function query(info: StackInfo, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: info.databaseUrls.season_sync })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

function logs(home: string): string {
  const folder = join(home, 'logs')
  if (!existsSync(folder)) return ''
  return readdirSync(folder)
    .map((name) => `--- ${name}\n${readFileSync(join(folder, name), 'utf8').slice(-3000)}`)
    .join('\n')
}
