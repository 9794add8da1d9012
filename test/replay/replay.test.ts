import { readdirSync, readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { DeterminismViolationError } from '@temporalio/workflow'
import { Worker, type WorkflowBundle } from '@temporalio/worker'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/version.js'
import { bundleOurWorkflows, bundleWorkflows, quietTemporal } from '../support/sync-environment.js'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'))
const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

/** Replays a recorded history with the workflows of a bundle. Rejects if the workflows deviate from it. */
async function replay(workflowBundle: WorkflowBundle, file: string): Promise<void> {
  const history = historyFromJSON(JSON.parse(read(file)))
  const { workflowId } = history.events?.[0]?.workflowExecutionStartedEventAttributes ?? {}
  if (!workflowId) throw new Error(`${file} does not say which workflow it is of`)
  await Worker.runReplayHistory({ workflowBundle }, history, workflowId)
}

let bundle: WorkflowBundle
let changed: WorkflowBundle
beforeAll(async () => {
  quietTemporal()
  bundle = await bundleOurWorkflows()
  changed = await bundleWorkflows(new URL('changed-workflows.ts', import.meta.url))
})

describe('a recorded history', () => {
  it.each(files)('replays with the present workflows: %s', async (file) => {
    await expect(replay(bundle, file)).resolves.toBeUndefined()
  })

  it.each(files.filter((file) => file.includes('-succeeded-dataset')))(
    'does not replay with a workflow that has one step more: %s',
    async (file) => {
      await expect(replay(changed, file)).rejects.toThrow(DeterminismViolationError)
    },
  )

  it.each(files)('contains nothing about the machine that recorded it: %s', (file) => {
    const text = read(file)
    const payloads = [...text.matchAll(/"data": "([^"]+)"/g)].map(([, data]) => atob(data ?? ''))
    for (const part of [text, ...payloads]) {
      expect(part).not.toContain('stackTrace')
      expect(part).not.toContain(packageRoot)
      expect(part).not.toContain(homedir())
      expect(part).not.toContain(`@${hostname()}`)
    }
  })
})

it('the recorded histories cover every outcome of a sync', () => {
  const outcomes = ['succeeded', 'partial', 'failed', 'cancelled']
  expect(outcomes.filter((outcome) => !files.some((file) => file.includes(`-${outcome}-`)))).toEqual([])
})
