import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { messageOf, ServerUnavailable, type UserError } from '../errors.js'

/** A Temporal that does not answer in this time counts as unreachable, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

export interface TemporalAddress {
  readonly address: string
  readonly namespace: string
}

/** Connection options for an embedded address if given, otherwise as configured (`TEMPORAL_*`, profiles; with TLS and API keys). */
export function configured(embedded?: TemporalAddress) {
  // Profiles are not read here: TLS settings or a key without an address may be meant for another server.
  if (embedded) return { connectionOptions: { address: embedded.address }, namespace: embedded.namespace }
  const { connectionOptions, namespace } = loadClientConnectConfig()
  return { connectionOptions, namespace: namespace ?? 'default' }
}

/** Connects a command to Temporal. Throws a UserError that names the address. */
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

/** The error for a Temporal that cannot be reached, with the setting to check. */
export function unreachable(address: string | undefined, error: unknown): UserError {
  return new ServerUnavailable(
    `Cannot reach Temporal at ${address ?? 'localhost:7233'} (${messageOf(error)}); check TEMPORAL_ADDRESS.`,
  )
}
