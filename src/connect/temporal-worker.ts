import { NativeConnection } from '@temporalio/worker'
import { KEYWORD, SEARCH_ATTRIBUTE_NAMES } from '../contracts/namespace.js'
import { messageOf, UserError } from '../errors.js'
import { configured, unreachable } from './temporal.js'

/** Connects a worker to Temporal. Throws a UserError that names the address. */
export async function connectWorker(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions, namespace } = configured()
  try {
    return { connection: await NativeConnection.connect(connectionOptions), namespace }
  } catch (error) {
    throw unreachable(connectionOptions.address, error)
  }
}

/** Adds the search attributes that the namespace lacks. Throws a UserError that says how to add them by hand. */
export async function ensureSearchAttributes(connection: NativeConnection, namespace: string): Promise<void> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
    const missing = SEARCH_ATTRIBUTE_NAMES.filter((name) => !Object.hasOwn(customAttributes ?? {}, name))
    if (missing.length === 0) return
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD.indexedValueType])),
    })
  } catch (error) {
    throw new UserError(
      `The namespace ${namespace} lacks search attributes and they cannot be added from here (${messageOf(error)}); add ${SEARCH_ATTRIBUTE_NAMES.join(', ')} as ${KEYWORD.name}.`,
    )
  }
}
