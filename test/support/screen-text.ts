import { widthOf } from '../../src/cli/layout/wrap.js'
import { COLUMNS } from './terminal.js'

/** Words of the live display, which a pipe does not get. */
const OF_THE_DISPLAY = ['starting', 'waiting', 'verifying']

/** The words of a text, without numbers, times and addresses, which differ from one call to the next. */
const wordsOf = (text: string): readonly string[] =>
  text.split(/\s+/).flatMap((word) => /^[(]?([\p{L}_]{3,})[),;:.]*$/u.exec(word)?.[1] ?? [])

/** The lines of a screen that are longer than it. */
export const longLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => widthOf(line) > COLUMNS)

/** The words of a screen that the same command does not write into a pipe, as the parts of broken ones. */
export function brokenWords(
  text: string,
  piped: { readonly stdout: string; readonly stderr: string },
): readonly string[] {
  const whole = new Set([...wordsOf(`${piped.stdout} ${piped.stderr}`), ...OF_THE_DISPLAY])
  return wordsOf(text).filter((word) => !whole.has(word))
}
