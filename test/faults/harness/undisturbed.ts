import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { contents } from '../../real/tables.js'
import { Scene } from './scene.js'
import type { Stack } from './stack.js'
import type { Workload } from './workload.js'

/** The tables' contents after undisturbed syncs of the workload, season after season; computed once per suite run. */
export async function undisturbed(stack: Stack, workload: Workload): Promise<Record<string, string>> {
  const kept = join(inject('faultsFolder'), `undisturbed-${workload.name}.json`)
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Record<string, string>
  const scene = await Scene.open(stack, { workload })
  try {
    await scene.startWorker()
    for (const season of workload.seasons) {
      const { outcome, cause } = await scene.sync(season)
      if (outcome !== 'succeeded')
        throw new Error(`the undisturbed run of ${season} ended ${outcome}: ${cause}`)
    }
    const tables = await contents(scene)
    writeFileSync(kept, JSON.stringify(tables))
    return tables
  } finally {
    await scene.close()
  }
}
