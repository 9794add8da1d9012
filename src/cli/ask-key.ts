/** What a terminal sends for Ctrl-C while it passes each key on. */
const CTRL_C = '\u0003'

/** Whether there is a person who can press a key, and who sees the question. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/**
 * Waits for one of some keys at the terminal, without Enter. Ctrl-C counts as the last of them. Undefined once `stop` is
 * aborted, and where standard input ends.
 */
export function askKey<Key extends string>(
  keys: readonly Key[],
  stop: AbortSignal,
): Promise<Key | undefined> {
  const { stdin } = process
  return new Promise((resolve) => {
    const end = (key: Key | undefined): void => {
      stdin.off('data', pressed).off('end', ended)
      stop.removeEventListener('abort', ended)
      stdin.setRawMode(false).pause()
      resolve(key)
    }
    const ended = (): void => end(undefined)
    const pressed = (typed: Buffer): void => {
      for (const character of typed.toString().toLowerCase()) {
        const key = character === CTRL_C ? keys.at(-1) : keys.find((each) => each === character)
        if (key !== undefined) return end(key)
      }
    }
    stdin.setRawMode(true).on('data', pressed).once('end', ended).resume()
    stop.addEventListener('abort', ended, { once: true })
  })
}
