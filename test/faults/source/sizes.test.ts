import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import type { WorkerProcess } from '../harness/worker.js'
import { holdAfterFault } from '../invariants.js'
import { body, flood, gzipBomb } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS } from './games.js'

const MiB = 1024 * 1024

/** Compressed JSON that is allowed by its size and grows in memory to many times of it. */
const zipped = (json: string): Disturbance => body(gzipSync(json), { 'content-encoding': 'gzip' })

const BODIES: Readonly<Record<string, Disturbance>> = {
  '200 MB': flood(200 * MiB),
  '200 MB, once more': flood(200 * MiB),
  'a gzip bomb of 2 GB': gzipBomb(2_000),
  'a gzip bomb of 2 GB, once more': gzipBomb(2_000),
  'millions of empty objects': zipped(`[${'{},'.repeat(15_000_000)}{}]`),
  'millions of empty lists': zipped(`[${'[],'.repeat(15_000_000)}[]]`),
  'millions of levels': zipped('['.repeat(20_000_000) + ']'.repeat(20_000_000)),
  'a number of millions of digits': zipped(`[${'1'.repeat(40_000_000)}]`),
  'a text of 40 MB': zipped(`["${'x'.repeat(40_000_000)}"]`),
}

/** Without such answers a worker has about 250 MB; all bodies at their limits at once would come to gigabytes. */
const BOUND_MIB = 1_000

faultTest(
  'answers that are larger than any answer is, many at once',
  { expected: `refused; the worker stays below ${BOUND_MIB} MB and lives`, inCi: true },
  async ({ scene: open, saw, sawOf }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const disturbed = Object.values(BODIES).map((how, i) => front.disturb(boxScoreOf(i + 1), how, 1))
    const worker = await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    expect(disturbed.map(({ met }) => met)).toEqual(disturbed.map(() => 1))
    for (const [i, fault] of Object.keys(BODIES).entries())
      sawOf(fault, 'refused, asked again', await attemptsOf(scene, i + 1))
    const peak = peakMiB(worker)
    saw(`at most ${peak} MB`, ...(await holdAfterFault(scene, end)))
    expect(peak).toBeLessThan(BOUND_MIB)
  },
)

/** The most memory that a process ever had, by the kernel's account. */
function peakMiB({ pid }: WorkerProcess): number {
  const kiB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kiB) / 1024)
}
