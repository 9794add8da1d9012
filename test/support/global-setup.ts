import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readSettings } from '../../src/settings.js'
import { acquireStack, databaseUrlOf, stackDown } from '../../src/stack/client.js'
import { stackPaths } from '../../src/stack/machine/paths.js'
import { superuserUrl } from '../../src/stack/postgres/passwords.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The template database with all tables, in the Postgres of the tests. */
    templateUrl: string
    /** The superuser's address of that Postgres, for what the application's role may not do. */
    superuserUrl: string
    /** A file for the bundle of the workflows, made by the first test file that needs it. */
    workflowBundle: string
  }
}

const TEMPLATE = 'season_sync_template'

/** One embedded Postgres for the whole test run; each test file copies the template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'season-sync-tests-'))
  const settings = { ...readSettings({ ...process.env, SEASON_SYNC_HOME: home }), databaseUrl: undefined }
  const lease = await acquireStack(settings, { need: 'postgres', databases: [TEMPLATE] })
  const templateUrl = databaseUrlOf(lease.info, TEMPLATE)
  const superuser = superuserUrl(stackPaths(home), Number(new URL(templateUrl).port), 'postgres')
  await withoutFsync(superuser)
  project.provide('templateUrl', templateUrl)
  project.provide('superuserUrl', superuser)
  project.provide('workflowBundle', join(home, 'workflow-bundle.cjs'))
  return async () => {
    lease.release()
    await stackDown(settings)
    rmSync(home, { recursive: true, force: true })
  }
}

/** Nothing kills this server, and a copy of the template takes 0.35 s instead of 1 s. The stacks of commands keep fsync. */
async function withoutFsync(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}
