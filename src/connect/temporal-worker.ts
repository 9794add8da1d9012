import { NativeConnection } from '@temporalio/worker'
import { messageOf, UserError } from '../errors.js'
import { ensureSearchAttributes } from './search-attributes.js'
import { accessOf, configured, connectClient, countWorkflows, refusal, unreachable } from './temporal.js'
import { checkCertificates } from './tls-refusal.js'

/**
 * Connects a worker to Temporal, checks that it may use the namespace, and creates the search attributes that the
 * namespace lacks. Throws a UserError that names the address and the setting to change, a ServerUnavailable for what may
 * still come.
 */
export async function connectWorker(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions, namespace } = configured()
  const access = accessOf(connectionOptions, namespace)
  checkCertificates(access)
  const connection = await NativeConnection.connect(connectionOptions).catch((error: unknown) =>
    explain(error, access.address),
  )
  try {
    await countWorkflows(connection, namespace)
    await ensureSearchAttributes(connection, namespace)
    return { connection, namespace }
  } catch (error) {
    await connection.close()
    throw refusal(error, access)
  }
}

/**
 * Throws the reason why a worker cannot connect. Its own error has no status, so a client tries the same. A worker's TLS
 * is stricter: it takes no certificate that is its own authority.
 */
async function explain(error: unknown, address: string): Promise<never> {
  const { connection } = await connectClient()
  await connection.close()
  const refused = /InvalidCertificate\((.+)\)+/.exec(messageOf(error))?.[1]
  throw refused === undefined
    ? unreachable(address, error)
    : new UserError(
        `Temporal at ${address} has a certificate that workers do not accept (${refused}); use one that an authority has signed.`,
      )
}
