/** The Web UI's page of a run; null if the address of the Web UI is not known. */
export function webLink(
  webUiUrl: string | undefined,
  run: { readonly namespace: string; readonly workflowId: string; readonly runId: string },
): string | null {
  if (webUiUrl === undefined) return null
  return `${webUiUrl}/namespaces/${encodeURIComponent(run.namespace)}/workflows/${encodeURIComponent(run.workflowId)}/${run.runId}/history`
}
