import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { connectWorker } from '../../src/connect/temporal-worker.js'
import { connectClient } from '../../src/connect/temporal.js'
import { waitForServer } from '../../src/connect/wait-for-server.js'
import { SEARCH_ATTRIBUTE_NAMES } from '../../src/contracts/namespace.js'
import { readSettings } from '../../src/settings.js'
import { findTemporal } from '../../src/stack/temporal/binary.js'
import { runProgram } from '../../src/system/program.js'
import { authority, ofElsewhere, selfSigned } from '../sources/http/certificate.js'
import { noOperator, startGate, type Gate, type GateOptions } from '../support/grpc-gate.js'
import { startTemporal } from '../support/temporal.js'

let temporal: TestWorkflowEnvironment
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-connect-'))
  temporal = await startTemporal()
})
afterAll(async () => {
  await temporal.teardown()
  rmSync(folder, { recursive: true, force: true })
})

const gates: Gate[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(gates.splice(0).map((gate) => gate.close()))
})

/** Configures a gate in front of Temporal, with further settings, and returns its address. */
async function behindGate(options: GateOptions, settings: Record<string, string> = {}): Promise<string> {
  const gate = await startGate(temporal.address, options)
  gates.push(gate)
  for (const [name, value] of Object.entries({ TEMPORAL_ADDRESS: gate.address, ...settings }))
    vi.stubEnv(name, value)
  return gate.address
}

/** A new namespace without search attributes. */
async function newNamespace(namespace: string): Promise<string> {
  await temporal.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  })
  return namespace
}

/** A file with this content. */
function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Settings with which a client presents a certificate and trusts the one of these tests. */
const presenting = ({ key, cert }: typeof authority.signed): Record<string, string> => ({
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem', authority.cert),
  TEMPORAL_TLS_CLIENT_CERT_PATH: file('client.pem', cert),
  TEMPORAL_TLS_CLIENT_KEY_PATH: file('client.key', key),
})

async function connected(): Promise<void> {
  const { connection } = await connectWorker()
  await connection.close()
}

/** The sentence with which a connection is refused. */
const refusalOf = (connection: Promise<unknown>): Promise<string> =>
  connection.then(
    () => 'connected',
    (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'no error'),
  )

it('a worker creates the search attributes that its namespace lacks', async () => {
  const namespace = await newNamespace('lacks-all')
  await behindGate({}, { TEMPORAL_NAMESPACE: namespace })
  await connected()
  const { customAttributes } = await temporal.connection.operatorService.listSearchAttributes({ namespace })
  expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining([...SEARCH_ATTRIBUTE_NAMES]))
})

it('a worker starts without the right to see the operator service', async () => {
  await behindGate({ refuse: noOperator })
  await connected()
})

/** Runs the command of Temporal's CLI in a sentence, as an operator does. */
async function obey(sentence: string): Promise<void> {
  const [, command = ''] = /create (?:it|them) with: temporal (.+?) \(/.exec(sentence) ?? []
  const { path } = await findTemporal(readSettings(), () => undefined, AbortSignal.timeout(60_000))
  const env = { ...process.env, TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: undefined }
  expect(await runProgram(path, command.split(' '), { env })).toMatchObject({ code: 0 })
}

it('names the commands that create search attributes where a worker may not', async () => {
  const namespace = await newNamespace('lacks-two')
  await temporal.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(SEARCH_ATTRIBUTE_NAMES.slice(2).map((name) => [name, 2])),
  })
  await behindGate({ refuse: noOperator }, { TEMPORAL_NAMESPACE: namespace })
  const sentence = await refusalOf(connectWorker())
  expect(sentence).toBe(
    'UserError: The namespace lacks-two lacks the search attributes SyncSeason, SyncSeasonType, and this client may not create them (Request unauthorized.); ' +
      'create them with: temporal operator search-attribute create --namespace lacks-two --name SyncSeason --type Keyword --name SyncSeasonType --type Keyword ' +
      '(in Temporal Cloud: tcld namespace search-attributes add --namespace lacks-two --search-attribute SyncSeason=Keyword --search-attribute SyncSeasonType=Keyword).',
  )
  await obey(sentence)
  await connected()
})

it('names the command that creates a missing namespace', async () => {
  const address = await behindGate({}, { TEMPORAL_NAMESPACE: 'elsewhere' })
  const sentence = await refusalOf(connectClient())
  expect(sentence).toBe(
    `UserError: Temporal at ${address} has no namespace elsewhere; create it with: temporal operator namespace create --namespace elsewhere --retention 90d (or check TEMPORAL_NAMESPACE).`,
  )
  await obey(sentence)
  await waitForServer(connected, () => undefined) // Temporal knows a new namespace some seconds later
})

/** Temporal behind a gate that lets in one API key. */
const keyed: GateOptions = {
  tls: authority.signed,
  refuse: (_, { authorization }) =>
    authorization === 'Bearer right' ? undefined : { status: 16, message: 'unauthorized' },
}
const trusting = (): Record<string, string> => ({
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem', authority.cert),
})

it('connects with an API key', async () => {
  await behindGate(keyed, { ...trusting(), TEMPORAL_API_KEY: 'right' })
  await connected()
})

it('connects with a client certificate', async () => {
  await behindGate({ tls: { ...authority.signed, clientCa: authority.cert } }, presenting(authority.signed))
  await connected()
})

it.each([
  {
    wrong: 'a missing API key',
    gate: keyed,
    settings: trusting,
    says: /does not know who is asking \(unauthorized\); set TEMPORAL_API_KEY\.$/,
  },
  {
    wrong: 'another API key',
    gate: keyed,
    settings: () => ({ ...trusting(), TEMPORAL_API_KEY: 'wrong' }),
    says: /does not accept the API key \(unauthorized\); check TEMPORAL_API_KEY\.$/,
  },
  {
    wrong: 'a namespace that is not allowed',
    gate: { refuse: () => ({ status: 7, message: 'Request unauthorized.' }) },
    settings: () => ({ TEMPORAL_NAMESPACE: 'theirs' }),
    says: /does not let this client use the namespace theirs \(Request unauthorized\.\); check TEMPORAL_NAMESPACE or set TEMPORAL_API_KEY\.$/,
  },
  {
    wrong: 'no TLS',
    gate: { tls: authority.signed },
    settings: () => ({}),
    says: /takes only connections with TLS; set TEMPORAL_TLS=true\.$/,
  },
  {
    wrong: 'TLS for a server without',
    gate: {},
    settings: () => ({ TEMPORAL_TLS: 'true' }),
    says: /does not speak TLS; unset TEMPORAL_TLS, /,
  },
  {
    wrong: 'a private authority that is not named',
    gate: { tls: authority.signed },
    settings: () => ({ TEMPORAL_TLS: 'true' }),
    says: /an authority that is not trusted here \(.+\); set TEMPORAL_TLS_SERVER_CA_CERT_PATH to that authority's certificate\.$/,
  },
  {
    wrong: 'a certificate that is its own authority',
    gate: { tls: selfSigned },
    settings: () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem', selfSigned.cert) }),
    says: /a certificate that workers do not accept \(.*CaUsedAsEndEntity.*\); use one that an authority has signed\.$/,
  },
  {
    wrong: 'a certificate for another name',
    gate: { tls: ofElsewhere },
    settings: () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: file('ca.pem', ofElsewhere.cert) }),
    says: /a certificate for another name \(.*127\.0\.0\.1.*\); set TEMPORAL_TLS_SERVER_NAME to a name in it\.$/,
  },
  {
    wrong: 'no client certificate',
    gate: { tls: { ...authority.signed, clientCa: authority.cert } },
    settings: trusting,
    says: /wants a client certificate.*; set TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH\.$/,
  },
  {
    wrong: 'the client certificate of another authority',
    gate: { tls: { ...authority.signed, clientCa: authority.cert } },
    settings: () => presenting(ofElsewhere),
    says: /does not accept the client certificate.*; check TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH\.$/,
  },
  {
    wrong: 'a key that is not of the certificate',
    gate: { tls: authority.signed },
    settings: () => presenting({ cert: authority.signed.cert, key: ofElsewhere.key }),
    says: /The certificates for Temporal cannot be used \(.*key values mismatch\); check /,
  },
  {
    wrong: 'a certificate file that is not there',
    gate: { tls: authority.signed },
    settings: () => ({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: join(folder, 'none.pem') }),
    says: /The configuration of Temporal cannot be read: .*none\.pem/,
  },
] satisfies readonly {
  wrong: string
  gate: GateOptions
  settings: () => Record<string, string>
  says: RegExp
}[])('says at once what to change for $wrong', async ({ gate, settings, says }) => {
  await behindGate(gate, settings())
  const since = performance.now()
  expect(await refusalOf(connectWorker())).toMatch(says)
  expect(performance.now() - since).toBeLessThan(5_000)
})
