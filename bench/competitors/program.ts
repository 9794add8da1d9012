import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import type { Owned } from '../owned.js'
import { Watch, type Usage } from '../processes.js'

/** The last line that each competitor's program prints. `seconds` is by its own clock, without the start of the program. */
const output = z.object({
  tool: z.string(),
  requests: z.number(),
  rows: z.record(z.string(), z.number()),
  seconds: z.number(),
})

export type ProgramOutput = z.output<typeof output> & {
  /** What it, and the processes beside it, used. */
  readonly usage: Readonly<Record<string, Usage>>
}

/** Runs a competitor's program to its end. Throws with its output when it fails. */
export async function runCompetitor(
  owned: Owned,
  [command = '', ...args]: readonly string[],
  beside: Readonly<Record<string, number | undefined>>,
  env: NodeJS.ProcessEnv = {},
): Promise<ProgramOutput> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const done = await owned.add(async () => {
    if (child.kill('SIGKILL')) await once(child, 'exit')
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const watch = new Watch({ client: child.pid, ...beside })
  await once(child, 'close')
  const usage = watch.end()
  await done()
  if (child.exitCode !== 0) throw new Error(`${command} ended with ${child.exitCode}: ${stderr.slice(-2000)}`)
  return { ...output.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')), usage }
}

/** Sums the rows of all tables. */
export const rowsOf = ({ rows }: ProgramOutput): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0)
