import { readdirSync, readFileSync } from 'node:fs'
import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { DeterminismViolationError } from '@temporalio/workflow'
import { Worker, type WorkflowBundle } from '@temporalio/worker'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/version.js'
import { bundleWorkflows, quietTemporal } from '../support/sync-environment.js'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'))
const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

/** Replays a recorded history with the workflows of a bundle; rejects where they would do something else. */
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
  bundle = await bundleWorkflows()
  changed = await bundleWorkflows(new URL('changed-workflows.ts', import.meta.url))
})

describe('a recorded history', () => {
  it.each(files)('replays with the workflows as they are: %s', async (file) => {
    await expect(replay(bundle, file)).resolves.toBeUndefined()
  })

  it.each(files.filter((file) => file.includes('-succeeded-dataset')))(
    'does not replay with a workflow that has a step more: %s',
    async (file) => {
      await expect(replay(changed, file)).rejects.toThrow(DeterminismViolationError)
    },
  )

  it.each(files)('tells nothing of the machine that recorded it: %s', (file) => {
    const text = read(file)
    const payloads = [...text.matchAll(/"data": "([^"]+)"/g)].map(([, data]) => atob(data ?? ''))
    for (const told of [text, ...payloads]) {
      expect(told).not.toContain('stackTrace')
      expect(told).not.toContain(packageRoot)
      expect(told).not.toContain(homedir())
      expect(told).not.toContain(`@${hostname()}`)
    }
  })
})

it('there are histories of each way a sync can end', () => {
  const ways = ['succeeded', 'partial', 'failed', 'cancelled']
  expect(ways.filter((way) => !files.some((file) => file.includes(`-${way}-`)))).toEqual([])
})
