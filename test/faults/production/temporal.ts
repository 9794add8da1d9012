import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { messageOf } from '../../../src/errors.js'
import { runProgram } from '../../../src/system/program.js'
import { authority } from '../../sources/http/certificate.js'
import { poll } from '../../../src/system/poll.js'
import { freePorts, PROGRAMS, startProgram, type Program } from './programs.js'

/** Files of the certificates by which Temporal, its workers and its clients know each other. */
export interface Certificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

export function writeCertificates(folder: string): Certificates {
  const files = {
    ca: join(folder, 'temporal-ca.pem'),
    cert: join(folder, 'temporal.pem'),
    key: join(folder, 'temporal.key'),
  }
  writeFileSync(files.ca, authority.cert)
  writeFileSync(files.cert, authority.signed.cert)
  writeFileSync(files.key, authority.signed.key, { mode: 0o600 })
  return files
}

/** Temporal's production server on Postgres, which lets nobody in without a certificate; with the namespace `season-sync`. */
export async function startProductionTemporal(
  folder: string,
  superuser: (database: string) => URL,
  files: Certificates,
): Promise<Program & { readonly address: string }> {
  const { hostname, port, username, password } = superuser('postgres')
  const databases = { temporal: 'temporal', visibility: 'temporal_visibility' }
  for (const [schema, name] of Object.entries(databases)) {
    const tool = async (...args: readonly string[]): Promise<void> => {
      const access = [
        '--plugin',
        'postgres12',
        '--ep',
        hostname,
        '-p',
        port,
        '-u',
        username,
        '--pw',
        password,
      ]
      const { code, stderr } = await runProgram(PROGRAMS.sql, [...access, '--db', name, ...args])
      if (code !== 0) throw new Error(`the schema of ${name}: ${stderr}`)
    }
    await tool('create')
    await tool('setup-schema', '-v', '0.0')
    await tool('update-schema', '-d', join(PROGRAMS.schema, schema, 'versioned'))
  }
  const ports = await freePorts(8)
  const [frontend = 0] = ports
  mkdirSync(join(folder, 'config'))
  const store = (databaseName: string) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${hostname}:${port}`,
      connectProtocol: 'tcp',
      user: username,
      password,
      maxConns: 20,
      maxIdleConns: 20,
    },
  })
  const certificate = { certFile: files.cert, keyFile: files.key }
  const client = { serverName: 'localhost', rootCaFiles: [files.ca] }
  const config = {
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { default: store(databases.temporal), visibility: store(databases.visibility) },
    },
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
      tls: {
        frontend: { server: { ...certificate, requireClientAuth: true, clientCaFiles: [files.ca] }, client },
        systemWorker: { ...certificate, client },
      },
    },
    services: Object.fromEntries(
      ['frontend', 'history', 'matching', 'worker'].map((service, i) => [
        service,
        { rpc: { grpcPort: ports[2 * i], membershipPort: ports[2 * i + 1], bindOnLocalHost: true } },
      ]),
    ),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `localhost:${frontend}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: `127.0.0.1:${frontend}` },
  }
  writeFileSync(join(folder, 'config/prod.yaml'), JSON.stringify(config)) // JSON is YAML
  const args = ['--root', folder, '--config', 'config', '--env', 'prod', '--allow-no-auth', 'start']
  const program = await startProgram(PROGRAMS.server, args, frontend)
  const address = `localhost:${frontend}`
  const tls = {
    serverRootCACertificate: Buffer.from(authority.cert),
    clientCertPair: { crt: Buffer.from(authority.signed.cert), key: Buffer.from(authority.signed.key) },
  }
  const connection = Connection.lazy({ address, tls })
  let refusal: unknown
  await poll(
    async () => {
      const created = connection.workflowService.registerNamespace({
        namespace: 'season-sync',
        workflowExecutionRetentionPeriod: msToTs('1 day'),
      })
      return (await created.then(() => true).catch((error: unknown) => void (refusal = error))) || undefined
    },
    { everyMs: 500, timeoutMs: 60_000 },
  ).catch(() => {
    throw new Error(`Temporal has no namespace: ${messageOf(refusal)}`)
  })
  await connection.close()
  return { ...program, address }
}
