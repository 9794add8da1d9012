import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'

/** The Web UI's page of a run; null if the address of the Web UI is not known. */
export function webLink(
  webUiUrl: string | undefined,
  run: { readonly namespace: string; readonly workflowId: string; readonly runId: string },
): string | null {
  if (webUiUrl === undefined) return null
  return `${webUiUrl}/namespaces/${encodeURIComponent(run.namespace)}/workflows/${encodeURIComponent(run.workflowId)}/${run.runId}/history`
}

/** The Web UI's list of the runs that are not whole; null if the address of the Web UI is not known. */
export function notWholeLink(webUiUrl: string | null, namespace: string | null): string | null {
  if (webUiUrl === null) return null
  const query = `${SEARCH_ATTRIBUTES.outcome.name} in ("partial", "failed")`
  // Programs that find addresses in a text often end them at a bracket, which encodeURIComponent leaves as it is.
  const inAddress = encodeURIComponent(query).replaceAll('(', '%28').replaceAll(')', '%29')
  return `${webUiUrl}/namespaces/${encodeURIComponent(namespace ?? 'default')}/workflows?query=${inAddress}`
}
