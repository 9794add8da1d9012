import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DURING_THE_SEASON } from '../support/tiny-league.js'
import { schemaProblem } from './json-schemas.js'

/** The built command line. */
export const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves once standard error contains the text. */
  readonly says: (text: string) => Promise<void>
  /** Resolves once standard output contains the text. */
  readonly prints: (text: string) => Promise<void>
}

/** The environment of this process with these variables and no others of the project. */
export function environmentWith(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(TEMPORAL_|NBA_|REST_|SEASON_SYNC_(?!TEMPORAL_BINARY)|DATABASE_URL)/.test(name),
  )
  return { ...Object.fromEntries(inherited), ...env }
}

/** The built CLI as a person starts it, with these variables and no others of the project. */
export class CommandLine {
  readonly #env: NodeJS.ProcessEnv
  readonly #folder: string | undefined

  /** `folder`: where the commands run; by default where the tests do. */
  constructor(env: Readonly<NodeJS.ProcessEnv>, folder?: string) {
    this.#env = environmentWith(env)
    this.#folder = folder
  }

  start(...args: readonly string[]): Started {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: this.#env,
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const ended = once(child, 'close').then(([code]) => ({ code: Number(code), stdout, stderr }))
    const contains = async (stream: Readable, output: () => string, text: string): Promise<void> => {
      const over = ended.then(() => 'over')
      while (!output().includes(text)) {
        if ((await Promise.race([once(stream, 'data'), over])) === 'over')
          throw new Error(`the command ended without '${text}':\n${stdout}\n${stderr}`)
      }
    }
    return {
      child,
      ended,
      says: (text) => contains(child.stderr, () => stderr, text),
      prints: (text) => contains(child.stdout, () => stdout, text),
    }
  }

  /** Runs a command to its end. What it prints with --json is held against docs/json-output.schema.json. */
  async run(...args: readonly string[]): Promise<Ended> {
    const ended = await this.start(...args).ended
    if (args.includes('--json') && args[0] !== 'psql') checkOutput(args, ended.stdout)
    return ended
  }

  /** Runs a command with --json and returns the object that it printed. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await this.run(...args, '--json')
    try {
      const value: T = JSON.parse(stdout)
      return value
    } catch {
      throw new Error(`${args.join(' ')} exited with ${code} and no JSON:\n${stdout}\n${stderr}`)
    }
  }
}

/** Throws for a JSON document that is of none of the command's kinds of output. */
function checkOutput(args: readonly string[], stdout: string): void {
  let value: unknown
  try {
    value = JSON.parse(stdout)
  } catch {
    return // the test says what it expected
  }
  const problem = schemaProblem(args, value)
  if (problem !== undefined)
    throw new Error(`${args.join(' ')} printed what no schema has: ${problem}\n${stdout.slice(0, 2_000)}`)
}

/** Servers of a test, as it starts them or `startSyncEnvironment` does. */
interface Servers {
  readonly database: { readonly url: string }
  readonly temporal: { readonly address: string }
  readonly league: { readonly url: string }
}

/** The command line of a person who has configured these servers; its state folder is in `folder`. */
export const commandLineOf = (
  { database, temporal, league }: Servers,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): CommandLine =>
  new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    SEASON_SYNC_TODAY: DURING_THE_SEASON,
    ...more,
  })
