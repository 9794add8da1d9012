import { contents } from '../../real/tables.js'
import type { Trial } from './fault-test.js'
import type { SceneOptions } from './scene.js'

/** The tables and the outcome of each season after an undisturbed sync of one after the other, in the workload's order. */
export async function oneByOne(
  open: Trial['scene'],
  options: SceneOptions,
): Promise<{
  readonly tables: Record<string, string>
  readonly outcomes: Readonly<Record<string, string>>
}> {
  const scene = await open(options)
  await scene.startWorker()
  const outcomes: Record<string, string> = {}
  for (const season of options.workload.seasons) outcomes[season] = (await scene.sync(season)).outcome
  return { tables: await contents(scene), outcomes }
}
