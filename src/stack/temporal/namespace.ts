import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { RETENTION_DAYS } from '../../contracts/namespace.js'
import { messageOf } from '../../errors.js'
import { EMBEDDED_NAMESPACE } from './embedded-namespace.js'

/** Undefined when the server describes the namespace, otherwise the reason why not. */
export async function namespaceRefusal(port: number): Promise<string | undefined> {
  try {
    await withConnection(port, (connection) =>
      connection.workflowService.describeNamespace({ namespace: EMBEDDED_NAMESPACE }),
    )
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** Sets the time for which Temporal keeps closed workflows. */
export async function setRetention(port: number): Promise<void> {
  await withConnection(port, (connection) =>
    connection.workflowService.updateNamespace({
      namespace: EMBEDDED_NAMESPACE,
      config: { workflowExecutionRetentionTtl: msToTs(`${RETENTION_DAYS} days`) },
    }),
  )
}

async function withConnection<T>(port: number, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: '2s' })
  try {
    return await connection.withDeadline(Date.now() + 5_000, () => use(connection))
  } finally {
    await connection.close()
  }
}
