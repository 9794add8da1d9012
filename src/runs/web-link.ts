/** Where the Web UI shows a run; null where it is not known to have one. */
export function webLink(
  webUiUrl: string | undefined,
  run: { readonly namespace: string; readonly workflowId: string; readonly runId: string },
): string | null {
  if (webUiUrl === undefined) return null
  return `${webUiUrl}/namespaces/${encodeURIComponent(run.namespace)}/workflows/${encodeURIComponent(run.workflowId)}/${run.runId}/history`
}
