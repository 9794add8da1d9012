import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import type { WorkerProcess } from '../harness/worker.js'
import { checkInvariants } from '../invariants.js'
import { body, flood, gzipBomb } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS } from './games.js'

const MiB = 1024 * 1024

/** Compressed JSON within the size limit that takes many times its size in memory. */
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
  'a string of 40 MB': zipped(`["${'x'.repeat(40_000_000)}"]`),
}

/**
 * A worker needs about 250 MB without such answers; all these bodies at the size limit at once would need gigabytes.
 */
const BOUND_MIB = 1_000

faultTest(
  'a worker survives many oversized answers at once',
  { expected: `the answers are refused; the worker stays below ${BOUND_MIB} MB`, inCi: true },
  async ({ scene: open, report, reportFault }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const disturbed = Object.values(BODIES).map((how, i) => front.disturb(boxScoreOf(i + 1), how, 1))
    const worker = await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    expect(disturbed.map(({ applied }) => applied)).toEqual(disturbed.map(() => 1))
    for (const [i, fault] of Object.keys(BODIES).entries())
      reportFault(fault, 'refused, requested again', await attemptsOf(scene, i + 1))
    const peak = peakMiB(worker)
    report(`at most ${peak} MB`, ...(await checkInvariants(scene, end)))
    expect(peak).toBeLessThan(BOUND_MIB)
  },
)

/** The source's answer with so much white space that it decodes to 45 MB. */
const padded: Disturbance = async (response, genuine) => {
  const { body: json } = await genuine()
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    .end(gzipSync(json + ' '.repeat(45 * MiB), { level: 1 }))
}

faultTest(
  'a worker takes in 75 answers of 45 MB at once',
  { expected: `all are stored; the worker stays below ${BOUND_MIB} MB`, inCi: false },
  async ({ scene: open, report }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const disturbed = front.disturb(/boxscoretraditionalv3/, padded, 75)
    const worker = await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0 })
    expect(disturbed.applied).toBe(75)
    const peak = peakMiB(worker)
    report(`at most ${peak} MB`, ...(await checkInvariants(scene, end)))
    expect(peak).toBeLessThan(BOUND_MIB)
  },
)

/** The peak memory of a process, as the kernel reports it. */
function peakMiB({ pid }: WorkerProcess): number {
  const kiB = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kiB) / 1024)
}
