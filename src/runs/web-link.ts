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
  const { name } = SEARCH_ATTRIBUTES.outcome
  // The Web UI shows two comparisons as two filters, and `in ("partial", "failed")` as one that it quotes wrongly.
  const query = `${name}="partial" OR ${name}="failed"`
  return `${webUiUrl}/namespaces/${encodeURIComponent(namespace ?? 'default')}/workflows?query=${encodeURIComponent(query)}`
}
