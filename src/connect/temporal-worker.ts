import { NativeConnection } from '@temporalio/worker'
import { messageOf, UserError } from '../errors.js'
import { ensureSearchAttributes } from './search-attributes.js'
import { configured, connectClient, unreachable } from './temporal.js'

/**
 * Connects a worker to Temporal, and creates the search attributes that its namespace lacks. Throws a UserError that
 * names the address. A client connects first, because its errors say what is wrong; a worker's own TLS is stricter: it
 * takes no certificate that is its own authority.
 */
export async function connectWorker(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions } = configured()
  const client = await connectClient()
  try {
    await ensureSearchAttributes(client.connection, client.namespace)
  } finally {
    await client.connection.close()
  }
  try {
    return { connection: await NativeConnection.connect(connectionOptions), namespace: client.namespace }
  } catch (error) {
    const address = connectionOptions.address ?? 'localhost'
    const refused = /InvalidCertificate\((.+)\)+/.exec(messageOf(error))?.[1]
    throw refused === undefined
      ? unreachable(address, error)
      : new UserError(
          `Temporal at ${address} has a certificate that workers do not accept (${refused}); use one that an authority has signed.`,
        )
  }
}
