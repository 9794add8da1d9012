import { stripVTControlCharacters } from 'node:util'

/** Characters that take two columns of a terminal: those of East Asia, and pictures. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}]/u

/** A text as it is read on a terminal: without colours, movements of the cursor, and the addresses behind links. */
export const visible = (text: string): string =>
  // Node's own function takes a link for text where its address has a plus sign, as queries have.
  stripVTControlCharacters(text.replaceAll(/\p{Cc}\]8;;\P{Cc}*\p{Cc}\\?/gu, ''))

/** Columns of a terminal that a text takes; colours and marks that join a letter take none. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of visible(text).replaceAll(/\p{M}/gu, '')) width += WIDE.test(character) ? 2 : 1
  return width
}

/**
 * A text in lines of at most `width` columns, broken between words alone: a word that is longer has a line of its own.
 * The lines after the first begin with `indentation`, or with less where a word leaves no room for it.
 */
export function wrapped(text: string, width: number, indentation = ''): readonly string[] {
  const lines: string[] = []
  const start = /^ */.exec(text)?.[0] ?? ''
  let open = ''
  for (const word of text.trim().split(/(?<! ) /)) {
    const next = open === '' ? `${lines.length === 0 ? start : indentation}${word}` : `${open} ${word}`
    if (open === '' || widthOf(next) <= width) open = next
    else {
      lines.push(open.trimEnd())
      const first = word.trimStart()
      open = `${indentation.slice(0, Math.max(0, width - widthOf(first)))}${first}`
    }
  }
  return [...lines, open]
}

/** Lines as they are, or broken between words where the screen is narrower; what is broken stands further in. */
export function fitted(text: string, width: number | undefined): string {
  if (width === undefined) return text
  return text
    .split('\n')
    .flatMap((line) =>
      widthOf(line) <= width ? [line] : wrapped(line, width, `${/^ */.exec(line)?.[0] ?? ''}  `),
    )
    .join('\n')
}
