import { spawn, type SpawnOptions } from 'node:child_process'

/** The exit code of a program (null when a signal ended it) and its output. */
export interface ProgramResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** How a program is run. `input`: what it reads from its standard input; default: nothing. */
export type ProgramOptions = SpawnOptions & { readonly input?: string }

/** Runs a program to its end. Rejects when it cannot be started; an exit code other than 0 does not reject. */
export function runProgram(
  command: string,
  args: readonly string[],
  { input, ...options }: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : 'pipe'
    const child = spawn(command, args, { stdio: [stdin, 'pipe', 'pipe'], ...options })
    child.stdin?.on('error', () => undefined) // a program that has ended reads no more; its exit code tells why
    child.stdin?.end(input)
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
