import { afterAll } from 'vitest'
import { LyingSource } from '../lies/lying-source.js'
import { sandboxSyncs, type SandboxSyncs } from './sandbox-syncs.js'

/** Starts syncs from the sandbox for the tests of a file, through a source that can be told to lie. */
export function lyingSyncs(): () => SandboxSyncs & { readonly source: LyingSource } {
  let source: LyingSource | undefined
  const started = sandboxSyncs(async (syncs) => {
    source = await LyingSource.start(syncs.sandbox.url)
    await syncs.environment.restartWorkers(source.url)
  })
  afterAll(() => source?.close())
  return () => {
    if (source === undefined) throw new Error('the source has not been started')
    return { ...started(), source }
  }
}
