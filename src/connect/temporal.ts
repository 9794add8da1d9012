import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { messageOf, ServerAway, type UserError } from '../errors.js'

/** A Temporal that does not answer in this time is not there, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

export interface TemporalAddress {
  readonly address: string
  readonly namespace: string
}

/** Connection options as configured (`TEMPORAL_*`, profiles; TLS and API keys with them), for an embedded address otherwise. */
export function configured(embedded?: TemporalAddress) {
  // A profile without an address may hold TLS or a key that are meant for another server than the embedded one.
  if (embedded) return { connectionOptions: { address: embedded.address }, namespace: embedded.namespace }
  const { connectionOptions, namespace } = loadClientConnectConfig()
  return { connectionOptions, namespace: namespace ?? 'default' }
}

/** Connects a command. Throws a UserError that names the address. */
export async function connectClient(
  embedded?: TemporalAddress,
): Promise<{ connection: Connection; namespace: string }> {
  const { connectionOptions, namespace } = configured(embedded)
  try {
    return {
      connection: await Connection.connect({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS }),
      namespace,
    }
  } catch (error) {
    throw unreachable(connectionOptions.address, error)
  }
}

/** Why Temporal cannot be used, and what to check. */
export function unreachable(address: string | undefined, error: unknown): UserError {
  return new ServerAway(
    `Cannot reach Temporal at ${address ?? 'localhost:7233'} (${messageOf(error)}); check TEMPORAL_ADDRESS.`,
  )
}
