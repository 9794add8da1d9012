import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { KEYWORD, SEARCH_ATTRIBUTE_NAMES } from '../../src/contracts/namespace.js'
import { authority } from '../sources/http/certificate.js'
import { noOperator, startGate } from '../support/grpc-gate.js'
import { faultTest } from './harness/fault-test.js'
import { boxScoresArchived } from './harness/points.js'
import { OPENING_WEEKS } from './harness/workload.js'
import { checkInvariants } from './invariants.js'

const KEY = 'a-key-of-these-tests'

faultTest(
  'Temporal wants certificates and a key, and keeps its operator service to operators; a worker is killed in between',
  {
    expected:
      'the worker waits for the search attributes and names them; the next worker finishes the season',
    inCi: true,
  },
  async ({ scene: open, stack, random, report }) => {
    const { signed, cert } = authority
    const gate = await startGate(stack.temporalAddress, {
      tls: { ...signed, clientCa: cert },
      refuse: (path, { authorization }) =>
        authorization === `Bearer ${KEY}` ? noOperator(path) : { status: 16, message: 'unauthorized' },
    })
    try {
      const scene = await open({
        workload: { ...OPENING_WEEKS, pace: 20 },
        env: {
          TEMPORAL_ADDRESS: gate.address,
          TEMPORAL_API_KEY: KEY,
          TEMPORAL_TLS_SERVER_CA_CERT_DATA: cert,
          TEMPORAL_TLS_CLIENT_CERT_DATA: signed.cert,
          TEMPORAL_TLS_CLIENT_KEY_DATA: signed.key,
        },
      })
      const namespace = scene.env.TEMPORAL_NAMESPACE ?? ''
      const [worker] = await Promise.all([
        scene.startWorker(),
        scene
          .until('the worker names the search attributes', async () =>
            sentenceIn(join(scene.home.path, 'worker-1.log')),
          )
          .then(() => createSearchAttributes(stack.temporalAddress, namespace)),
      ])
      const sync = scene.sync()
      const at = random.int(5, 80)
      await boxScoresArchived(scene, at)
      await scene.kill(worker)
      await scene.startWorker()
      report(`killed after ${at} answers`, ...(await checkInvariants(scene, await sync)))
    } finally {
      await gate.close()
    }
  },
)

/** The worker's sentence about missing search attributes; undefined before it has said it. */
function sentenceIn(log: string): string | undefined {
  return /this client may not create them .*/.exec(readFileSync(log, 'utf8'))?.[0]
}

/** Does what the worker's sentence asks of an operator. */
async function createSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address })
  try {
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(
        SEARCH_ATTRIBUTE_NAMES.map((name) => [name, KEYWORD.indexedValueType]),
      ),
    })
  } finally {
    await connection.close()
  }
}
