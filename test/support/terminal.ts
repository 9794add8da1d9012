import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { visible } from '../../src/cli/layout/wrap.js'
import { environmentWith, MAIN } from '../cli/command-line.js'

/** Programs of a terminal that tests need: util-linux's `script` gives a command one. */
export const HAS_TERMINAL =
  process.platform === 'linux' && spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0

/** Characters of a line of the terminal. */
export const COLUMNS = 80

export interface OnScreen {
  readonly code: number
  /** All that was written to the terminal, without colours and movements of the cursor. */
  readonly text: string
  /** The same as it was written. */
  readonly raw: string
}

/** A command of the built CLI at a terminal of 80 columns. */
export interface AtTerminal {
  readonly ended: Promise<OnScreen>
  /** Presses keys. */
  readonly press: (keys: string) => void
  /** Resolves once the text has been written. */
  readonly shows: (text: string) => Promise<void>
}

/** What a shell takes as one word. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

/** Starts a command at a terminal, with these variables and no others of the project. */
export function atTerminal(env: Readonly<NodeJS.ProcessEnv>, args: readonly string[]): AtTerminal {
  const command = [process.execPath, MAIN, ...args].map(quoted).join(' ')
  const child = spawn('script', ['-qec', `stty cols ${COLUMNS} rows 50 && exec ${command}`, '/dev/null'], {
    env: { ...environmentWith(env), TERM: 'xterm-256color', NO_COLOR: undefined, CI: undefined },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let raw = ''
  child.stdout.on('data', (chunk: Buffer) => (raw += chunk.toString()))
  const text = (): string => visible(raw).replaceAll('\r', '')
  const ended = once(child, 'close').then(([code]) => ({ code: Number(code), text: text(), raw }))
  return {
    ended,
    press: (keys) => void child.stdin.write(keys),
    shows: async (wanted) => {
      const over = ended.then(() => 'over')
      while (!text().includes(wanted)) {
        if ((await Promise.race([once(child.stdout, 'data'), over])) === 'over')
          throw new Error(`the command ended without '${wanted}':\n${text()}`)
      }
    },
  }
}
