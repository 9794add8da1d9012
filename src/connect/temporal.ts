import { Connection, isGrpcServiceError, ServiceError, WorkflowNotFoundError } from '@temporalio/client'
import { NamespaceNotFoundError } from '@temporalio/common'
import { OPERATOR_COMMAND } from '../contracts/namespace.js'
import { messageOf, ServerUnavailable, UserError } from '../errors.js'
import { readTemporalSettings } from '../stack/index.js'
import { checkCertificates, temporalTlsRefusal, type Target } from './tls-refusal.js'

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
  const { connectionOptions, namespace } = readTemporalSettings()
  return { connectionOptions, namespace: namespace ?? 'default' }
}

/**
 * Connects a command to Temporal and checks that it may use the namespace. Throws a UserError that names the address and
 * the setting to change, a ServerUnavailable for what may still come: the server, or its namespace.
 */
export async function connectClient(
  embedded?: TemporalAddress,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<{ connection: Connection; namespace: string }> {
  const { connectionOptions, namespace } = configured(embedded)
  const access = accessOf(connectionOptions, namespace)
  checkCertificates(access)
  const connecting = Connection.connect({ ...connectionOptions, connectTimeout: timeoutMs })
  try {
    const connection = await (embedded ? connecting : unlessRefused(connecting, access))
    if (!embedded) await countWorkflows(connection, namespace, { timeoutMs })
    return { connection, namespace }
  } catch (error) {
    void connecting.then(
      (connection) => connection.close(),
      () => undefined, // the error that is thrown below
    )
    throw refusal(error, access)
  }
}

/** The calls of a client's or a worker's connection. */
export interface Calls {
  readonly workflowService: Connection['workflowService']
  readonly operatorService: Connection['operatorService']
  withDeadline<T>(deadline: number, call: () => Promise<T>): Promise<T>
}

/**
 * Counts a namespace's workflows, by default those of seasons: the one call that shows the namespace's absence, missing
 * rights and unknown search attributes.
 */
export async function countWorkflows(
  calls: Calls,
  namespace: string,
  { query = "WorkflowType = 'seasonSync'", timeoutMs = CONNECT_TIMEOUT_MS } = {},
): Promise<void> {
  try {
    await calls.withDeadline(Date.now() + timeoutMs, () =>
      calls.workflowService.countWorkflowExecutions({ namespace, query }),
    )
  } catch (error) {
    if (statusOf(error) !== STATUS.unimplemented) throw error
  }
}

/** The SDK's connection, unless TLS is found to be wrong before: the SDK repeats such an attempt until its timeout. */
function unlessRefused(connecting: Promise<Connection>, target: Target): Promise<Connection> {
  const found = async (): Promise<Connection> => {
    const refused = await temporalTlsRefusal(target)
    if (refused !== undefined) throw refused
    return connecting
  }
  return Promise.race([connecting, found()])
}

/** The SDK's default. */
const DEFAULT_ADDRESS = 'localhost:7233'

interface Options {
  readonly address?: string | undefined
  readonly apiKey?: unknown
  readonly tls?: Target['tls'] | boolean | null
}

/** What a connection presents itself with, and where. */
export interface Access extends Target {
  readonly namespace: string
  readonly hasKey: boolean
}

export function accessOf({ address = DEFAULT_ADDRESS, tls, apiKey }: Options, namespace: string): Access {
  const hasKey = apiKey !== undefined
  const withTls = tls ?? hasKey
  return {
    address,
    tls: withTls === false ? undefined : withTls === true ? {} : withTls,
    namespace,
    hasKey,
  }
}

/** Numbers of gRPC's status codes. */
export const STATUS = {
  invalidArgument: 3,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  unimplemented: 12,
  unauthenticated: 16,
} as const

/** The gRPC status with which Temporal answered; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  const answer = error instanceof Error && !isGrpcServiceError(error) ? error.cause : error
  return isGrpcServiceError(answer) ? answer.code : undefined
}

/**
 * Whether an error is Temporal's answer, or that none came, and no defect. The SDK's own errors have no status where the
 * connection broke.
 */
export const isOfTemporal = (error: unknown): boolean =>
  error instanceof ServerUnavailable ||
  error instanceof ServiceError ||
  error instanceof NamespaceNotFoundError ||
  error instanceof WorkflowNotFoundError ||
  statusOf(error) !== undefined

/** Temporal's own words for a refusal. */
export function answerOf(error: unknown): string {
  const answer = error instanceof Error && !isGrpcServiceError(error) ? (error.cause ?? error) : error
  return (isGrpcServiceError(answer) && answer.details) || messageOf(answer) // a worker's errors have no details
}

/** The error for a Temporal that cannot be used, with the setting to check. */
export function refusal(error: unknown, { address, tls, namespace, hasKey }: Access): UserError {
  if (error instanceof UserError) return error
  switch (statusOf(error)) {
    case STATUS.notFound:
      return new ServerUnavailable(
        `Temporal at ${address} has no namespace ${namespace}; create it with: ${OPERATOR_COMMAND.createNamespace(namespace)} (or check TEMPORAL_NAMESPACE).`,
      )
    case STATUS.unauthenticated:
      return hasKey
        ? new UserError(
            `Temporal at ${address} does not accept the API key (${answerOf(error)}); check TEMPORAL_API_KEY.`,
          )
        : new UserError(
            `Temporal at ${address} does not know who is asking (${answerOf(error)}); set TEMPORAL_API_KEY.`,
          )
    case STATUS.permissionDenied: {
      const identity = hasKey
        ? 'and the rights of TEMPORAL_API_KEY'
        : tls?.clientCertPair === undefined
          ? 'or set TEMPORAL_API_KEY'
          : 'and the rights of the client certificate, or set TEMPORAL_API_KEY'
      return new UserError(
        `Temporal at ${address} does not let this client use the namespace ${namespace} (${answerOf(error)}); check TEMPORAL_NAMESPACE ${identity}.`,
      )
    }
    default:
      return unreachable(address, error)
  }
}

/** The error for a Temporal that does not answer. */
export function unreachable(address: string, error: unknown): UserError {
  return new ServerUnavailable(
    `Cannot reach Temporal at ${address} (${answerOf(error)}); check TEMPORAL_ADDRESS.`,
  )
}
