import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { readSettings } from '../../src/settings.js'
import { acquireStack, databaseUrlOf, stackDown } from '../../src/stack/client.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The template database with all tables, in the Postgres of the tests. */
    templateUrl: string
  }
}

const TEMPLATE = 'season_sync_template'

/** One embedded Postgres for the whole test run; each test file copies the template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), 'season-sync-tests-'))
  const settings = { ...readSettings({ ...process.env, SEASON_SYNC_HOME: home }), databaseUrl: undefined }
  const lease = await acquireStack(settings, { need: 'postgres', databases: [TEMPLATE] })
  project.provide('templateUrl', databaseUrlOf(lease.info, TEMPLATE))
  return async () => {
    lease.release()
    await stackDown(settings)
    rmSync(home, { recursive: true, force: true })
  }
}
