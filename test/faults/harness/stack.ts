import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { readSettings } from '../../../src/settings.js'
import { prepareHome, stackPaths, type StackPaths } from '../../../src/stack/machine/paths.js'
import { ensureDatabase } from '../../../src/stack/postgres/databases.js'
import { APPLICATION_ROLE, postgresUrl, superuserUrl } from '../../../src/stack/postgres/passwords.js'
import { postgresLauncher } from '../../../src/stack/postgres/postgres.js'
import { temporalLauncher } from '../../../src/stack/temporal/server.js'
import { Server } from './server.js'

const TEMPLATE = 'season_sync_template'

/** Postgres and Temporal as the embedded stack starts them, controlled by the harness. */
export class Stack {
  readonly postgres: Server
  readonly temporal: Server
  readonly #paths: StackPaths
  #databases = 0
  #namespaces = 0

  constructor() {
    this.#paths = stackPaths(mkdtempSync(join(tmpdir(), 'season-sync-faults-stack-')))
    this.postgres = new Server(postgresLauncher(this.#paths))
    this.temporal = new Server(
      temporalLauncher(readSettings({ ...process.env, SEASON_SYNC_HOME: this.#paths.home }), this.#paths),
    )
  }

  async start(): Promise<void> {
    prepareHome(this.#paths)
    await this.restore()
    await ensureDatabase(this.#paths, this.postgres.port, TEMPLATE, () => undefined)
  }

  /** Starts the servers that a failed test left dead. */
  async restore(): Promise<void> {
    await Promise.all([this.postgres.start(), this.temporal.start()])
  }

  /** Creates a database with all tables, empty. */
  async createDatabase(): Promise<string> {
    const name = `faults_${++this.#databases}`
    await this.asSuperuser(`create database ${name} template ${TEMPLATE} owner ${APPLICATION_ROLE}`)
    await this.asSuperuser(`alter database ${name} set search_path = nba, sync, public`) // for the tests' own queries
    return postgresUrl(this.#paths, this.postgres.port, name)
  }

  /** Runs a statement that the application's role may not run. */
  async asSuperuser(sql: string): Promise<void> {
    const client = new pg.Client({
      connectionString: superuserUrl(this.#paths, this.postgres.port, 'postgres'),
    })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }

  /** Creates a namespace, so that the workers of one scene take no work of another. */
  async createNamespace(): Promise<string> {
    const namespace = `faults-${++this.#namespaces}`
    const connection = await Connection.connect({ address: this.temporalAddress })
    try {
      await connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs('1 day'),
      })
    } finally {
      await connection.close()
    }
    return namespace
  }

  get temporalAddress(): string {
    return `127.0.0.1:${this.temporal.port}`
  }

  async close(): Promise<void> {
    await Promise.all([this.postgres.stop(), this.temporal.stop()])
    rmSync(this.#paths.home, { recursive: true, force: true })
  }
}
