import { KEYWORD, OPERATOR_COMMAND, SEARCH_ATTRIBUTE_NAMES } from '../contracts/namespace.js'
import { ServerUnavailable } from '../errors.js'
import { poll } from '../system/poll.js'
import { answerOf, countWorkflows, type Calls, STATUS, statusOf } from './temporal.js'

/** Servers read a namespace's search attributes anew every minute, milliseconds. */
const KNOWN_MS = 90_000
const EVERY_MS = 500

/**
 * Creates the search attributes that the namespace lacks, and waits until the server knows them. Only a client that may
 * create none where one is missing is refused: Temporal Cloud and authorizers keep the operator service to operators.
 * Throws a ServerUnavailable with the commands that create them.
 */
export async function ensureSearchAttributes(calls: Calls, namespace: string): Promise<void> {
  const missing = await missingSearchAttributes(calls, namespace)
  if (missing.length === 0) return
  try {
    await calls.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD.indexedValueType])),
    })
  } catch (error) {
    // Another worker that starts at the same time may have created them.
    if (statusOf(error) !== STATUS.alreadyExists) throw notCreated(namespace, missing, answerOf(error))
  }
  const known = await poll(
    async () => ((await missingSearchAttributes(calls, namespace)).length === 0 ? true : undefined),
    { everyMs: EVERY_MS, timeoutMs: KNOWN_MS },
  )
  if (known === undefined)
    throw new ServerUnavailable(
      `Temporal does not know the new search attributes ${missing.join(', ')} of the namespace ${namespace} yet; start the worker again in a minute.`,
    )
}

/** The search attributes that a namespace lacks. A query by one is the only question that every client may ask. */
async function missingSearchAttributes(calls: Calls, namespace: string): Promise<readonly string[]> {
  if (await hasAttributes(calls, namespace, SEARCH_ATTRIBUTE_NAMES)) return []
  const has = await Promise.all(SEARCH_ATTRIBUTE_NAMES.map((name) => hasAttributes(calls, namespace, [name])))
  return SEARCH_ATTRIBUTE_NAMES.filter((_, index) => has[index] === false)
}

async function hasAttributes(calls: Calls, namespace: string, names: readonly string[]): Promise<boolean> {
  try {
    await countWorkflows(calls, namespace, { query: names.map((name) => `${name} = 'x'`).join(' AND ') })
    return true
  } catch (error) {
    if (statusOf(error) === STATUS.invalidArgument) return false
    throw error
  }
}

/** A server knows attributes that an operator creates some seconds later, so this may pass. */
function notCreated(namespace: string, missing: readonly string[], reason: string): ServerUnavailable {
  const one = OPERATOR_COMMAND.createSearchAttributes(namespace, missing)
  const cloud = OPERATOR_COMMAND.createSearchAttributesInCloud(namespace, missing)
  return new ServerUnavailable(
    `The namespace ${namespace} lacks the search attributes ${missing.join(', ')}, and this client may not create them (${reason}); create them with: ${one} (in Temporal Cloud: ${cloud}).`,
  )
}
