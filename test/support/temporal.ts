import { TestWorkflowEnvironment } from '@temporalio/testing'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import { readSettings } from '../../src/settings.js'
import { findTemporal } from '../../src/stack/temporal/binary.js'
import { DYNAMIC_CONFIGURATION } from '../../src/stack/temporal/server.js'

/** Starts Temporal's development server as the embedded stack does. */
export async function startTemporal(...dynamicConfig: readonly string[]): Promise<TestWorkflowEnvironment> {
  const binary = await findTemporal(readSettings(), () => undefined, AbortSignal.timeout(180_000))
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: binary.path },
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
      extraArgs: [...DYNAMIC_CONFIGURATION, ...dynamicConfig].flatMap((value) => [
        '--dynamic-config-value',
        value,
      ]),
    },
    client: { identity: 'client' },
  })
}
