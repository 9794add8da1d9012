import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import { holdAfterFault } from '../invariants.js'
import { packed } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS } from './games.js'

/** Forms in which servers and proxies send a body, whatever they were asked for. */
const ENCODINGS: Readonly<Record<string, Disturbance>> = {
  'no encoding': packed('identity', (text) => Buffer.from(text)),
  'gzip by its old name': packed('x-gzip', (text) => gzipSync(text)),
  deflate: packed('deflate', (text) => deflateSync(text)),
  'deflate without its frame': packed('deflate', (text) => deflateRawSync(text)),
  brotli: packed('br', (text) => brotliCompressSync(text)),
}

faultTest(
  'answers in other encodings than were asked for',
  { expected: 'read at once and again from the archive: no retry, tables as undisturbed', inCi: true },
  async ({ scene: open, saw, sawOf }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const disturbed = Object.values(ENCODINGS).map((how, i) => front.disturb(boxScoreOf(i + 1), how, 1))
    await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0, cause: null })
    expect(disturbed.map(({ met }) => met)).toEqual(disturbed.map(() => 1))
    expect(end.datasets.find(({ name }) => name === 'box_scores')?.retries).toBe(0)
    for (const [i, name] of Object.keys(ENCODINGS).entries())
      sawOf(name, 'answered', await attemptsOf(scene, i + 1))
    saw(...(await holdAfterFault(scene, end)))
  },
)
