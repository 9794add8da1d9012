import type { Client } from '@temporalio/client'

const ids = new WeakMap<object, Promise<string | null>>()

/** The id of the cluster that a client is connected to; null where it does not tell, as an authorizer may forbid it. */
export function clusterIdOf(client: Client): Promise<string | null> {
  const known = ids.get(client.connection)
  if (known !== undefined) return known
  const asked = client.workflowService.getClusterInfo({}).then(
    ({ clusterId }) => clusterId || null,
    () => null,
  )
  ids.set(client.connection, asked)
  return asked
}

/** True for a run of a Temporal cluster other than the present one; false where one of the two is not known. */
export const isOfAnother = (clusterId: string | null, present: string | null): boolean =>
  clusterId !== null && present !== null && clusterId !== present
