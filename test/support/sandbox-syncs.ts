import { afterAll, beforeAll } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { SHORT_HISTORIES, startSyncEnvironment, type SyncEnvironment } from './sync-environment.js'

/** Syncs from the sandbox, whose seasons have games enough for several executions of a dataset. */
export interface SandboxSyncs {
  readonly environment: SyncEnvironment
  readonly sandbox: Sandbox
}

/** Starts them with short histories for the tests of a file. `prepare` runs once they are there. */
export function sandboxSyncs(
  prepare: (syncs: SandboxSyncs) => Promise<void> = ({ environment, sandbox }) =>
    environment.restartWorkers(sandbox.url),
): () => SandboxSyncs {
  let syncs: SandboxSyncs | undefined
  beforeAll(async () => {
    const [sandbox, environment] = await Promise.all([
      startSandbox({ asOf: '2026-02-22' }),
      startSyncEnvironment(SHORT_HISTORIES),
    ])
    syncs = { sandbox, environment }
    await prepare(syncs)
  })
  afterAll(async () => {
    await syncs?.environment.close()
    await syncs?.sandbox.stop()
  })
  return () => {
    if (syncs === undefined) throw new Error('the sandbox has not been started')
    return syncs
  }
}
