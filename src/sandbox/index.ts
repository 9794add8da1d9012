/** The public face of the sandbox; the server itself comes with the rest of this folder. */
export function startSandbox(
  _options: { readonly asOf?: string } = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  return Promise.reject(new Error('the sandbox is not part of this build yet'))
}
