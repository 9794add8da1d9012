import { messageOf, UserError } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { print, printNotice } from '../terminal.js'

export interface SandboxCommandOptions {
  readonly port: number
  readonly seed?: number
  readonly asOf?: string
  readonly latencyMs?: number
  readonly json?: boolean
}

/** Serves the made-up league until Ctrl-C. */
export async function serveSandbox({ json, ...options }: SandboxCommandOptions): Promise<void> {
  const asOf = options.asOf ?? readSettings().today
  const { startSandbox } = await import('../../sandbox/index.js')
  const sandbox = await startSandbox({ ...options, ...(asOf !== undefined && { asOf }) }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'syscall' in error)) throw error
      throw new UserError(`The sandbox cannot listen on port ${options.port}: ${messageOf(error)}.`)
    },
  )
  if (json === true)
    print(JSON.stringify({ url: sandbox.url })) // one line: programs read up to its end
  else print(sandbox.url)
  printNotice('Ctrl-C stops it.')
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await sandbox.stop()
}
