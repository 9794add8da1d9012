import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { faultTest } from '../harness/fault-test.js'
import { checkInvariants } from '../invariants.js'
import { packed } from './disturbances.js'
import { startFront, type Disturbance } from './front.js'
import { attemptsOf, boxScoreOf, DISTURBED_WEEKS } from './games.js'

/** Content encodings that servers and proxies send, whatever the request accepts. */
const ENCODINGS: Readonly<Record<string, Disturbance>> = {
  'no encoding': packed('identity', (text) => Buffer.from(text)),
  'gzip under the name x-gzip': packed('x-gzip', (text) => gzipSync(text)),
  deflate: packed('deflate', (text) => deflateSync(text)),
  'deflate without the zlib header': packed('deflate', (text) => deflateRawSync(text)),
  brotli: packed('br', (text) => brotliCompressSync(text)),
}

faultTest(
  'a sync reads answers in content encodings that it did not ask for',
  {
    expected: 'every body is readable at once and from the archive: no retry, tables as undisturbed',
    inCi: true,
  },
  async ({ scene: open, report, reportFault }) => {
    const front = await startFront()
    const scene = await open({ workload: DISTURBED_WEEKS, front })
    const disturbed = Object.values(ENCODINGS).map((how, i) => front.disturb(boxScoreOf(i + 1), how, 1))
    await scene.startWorker()
    const end = await scene.sync()
    expect(end).toMatchObject({ outcome: 'succeeded', exitCode: 0, cause: null })
    expect(disturbed.map(({ applied }) => applied)).toEqual(disturbed.map(() => 1))
    expect(end.datasets.find(({ name }) => name === 'box_scores')?.retries).toBe(0)
    for (const [i, name] of Object.keys(ENCODINGS).entries())
      reportFault(name, 'answered', await attemptsOf(scene, i + 1))
    report(...(await checkInvariants(scene, end)))
  },
)
