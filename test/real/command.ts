import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { embeddedDatabaseUrls } from '../../src/stack/embedded-databases.js'
import type { Queryable } from './tables.js'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The common part of the output of `sync --json` and `show --json`. */
export interface Report {
  readonly runId: string
  readonly workflowId: string
  readonly outcome: string
  readonly verifiedBy: string | null
  readonly cause: string | null
  readonly players: number
  readonly datasets: readonly ({
    readonly name: string
    readonly outcome: string
    readonly verifiedBy: string | null
  } & Readonly<
    Record<
      'requests' | 'retries' | 'inserted' | 'updated' | 'unchanged' | 'removed' | 'quarantined' | 'missing',
      number
    >
  >)[]
}

/** The command line with its own state folder and with its sources at `sourceUrl`. */
export class Home implements Queryable {
  readonly path = mkdtempSync(join(tmpdir(), 'season-sync-real-'))
  /** Environment of the commands. */
  readonly env: NodeJS.ProcessEnv
  #databaseUrl: string | undefined

  constructor(sourceUrl: string, env: NodeJS.ProcessEnv = {}) {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !/^(TEMPORAL_|NBA_|REST_|SEASON_SYNC_HOME|DATABASE_URL)/.test(name),
      ),
    )
    this.env = {
      ...inherited,
      SEASON_SYNC_HOME: this.path,
      NBA_STATS_URL: sourceUrl,
      NBA_CDN_URL: sourceUrl,
      ...env,
    }
  }

  start(...args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
    const child = spawn(process.execPath, [main, ...args], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
    return { child, ended }
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended
  }

  /** Runs a command with --json and parses its one object. Throws an Error with the whole output when there is none. */
  async json<T = Report>(...args: readonly string[]): Promise<T & { readonly exitCode: number | null }> {
    return parseOutput(args.join(' '), await this.run(...args, '--json')) as T & { exitCode: number | null }
  }

  /** URL of the embedded database, which stays the same over restarts of the stack. */
  async databaseUrl(): Promise<string> {
    this.#databaseUrl ??=
      (await this.json<{ databaseUrl: string | null }>('status', '--show-secrets')).databaseUrl ?? undefined
    if (this.#databaseUrl === undefined) throw new Error('no database is running')
    return this.#databaseUrl
  }

  /** Runs SQL in this home's database. */
  async query<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return queryAt<T>(await this.databaseUrl(), sql, values)
  }

  /** The embedded database of another source. */
  databaseOf(source: 'rest' | 'sandbox'): Queryable {
    return {
      query: async (sql, values) =>
        queryAt(embeddedDatabaseUrls(await this.databaseUrl())[source], sql, values ?? []),
    }
  }

  async remove(): Promise<void> {
    await this.run('down')
    rmSync(this.path, { recursive: true, force: true })
  }
}

async function queryAt<T extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: readonly unknown[],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<T>(sql, [...values])).rows
  } finally {
    await client.end()
  }
}

/** Parses the one JSON object that a command printed, and adds its exit code. */
export function parseOutput(command: string, { code, stdout, stderr }: Ended): object {
  try {
    return { ...(JSON.parse(stdout) as object), exitCode: code }
  } catch {
    throw new Error(`${command} exited with ${code} and no JSON\n${stdout}\n${stderr}`)
  }
}
