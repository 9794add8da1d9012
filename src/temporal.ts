import { Connection } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection } from '@temporalio/worker'
import { messageOf, UserError } from './errors.js'
import { SEARCH_ATTRIBUTES } from './workflows/search-attributes.js'

/** A Temporal that does not answer in this time is not there, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

/** `INDEXED_VALUE_TYPE_KEYWORD` of Temporal's API. */
const KEYWORD = 2

export interface TemporalAddress {
  readonly address: string
  readonly namespace: string
}

/** Connection options as configured (`TEMPORAL_*`, profiles; TLS and API keys with them), for an embedded address otherwise. */
function configured(embedded?: TemporalAddress) {
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

/** Connects a worker. Throws a UserError that names the address. */
export async function connectWorker(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions, namespace } = configured()
  try {
    return { connection: await NativeConnection.connect(connectionOptions), namespace }
  } catch (error) {
    throw unreachable(connectionOptions.address, error)
  }
}

function unreachable(address: string | undefined, error: unknown): UserError {
  return new UserError(
    `Cannot reach Temporal at ${address ?? 'localhost:7233'} (${messageOf(error)}); check TEMPORAL_ADDRESS.`,
  )
}

/** Adds the search attributes that the namespace lacks. Throws a UserError that says how to add them by hand. */
export async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  const names = Object.values(SEARCH_ATTRIBUTES).map((key) => key.name)
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
    const missing = names.filter((name) => !Object.hasOwn(customAttributes ?? {}, name))
    if (missing.length === 0) return
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD])),
    })
  } catch (error) {
    throw new UserError(
      `The namespace ${namespace} lacks search attributes and they cannot be added from here (${messageOf(error)}); add ${names.join(', ')} as Keyword.`,
    )
  }
}
