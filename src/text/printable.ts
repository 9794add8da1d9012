/** Long enough to recognise an error page by, short enough for one line of a terminal. */
const EXCERPT_CHARACTERS = 80

/** Control, format (zero width, right to left) and private characters, lone surrogates, line and paragraph separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]+/gu

/** Makes text from outside safe for messages and terminals: printable, on one line, at most `limit` characters. */
export function printable(text: string, limit = EXCERPT_CHARACTERS): string {
  const clean = text
    .slice(0, limit * 8)
    .replace(UNPRINTABLE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean.length > limit ? `${clean.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : clean
}

/** The first words of a body, for a message. */
export function excerpt(body: Buffer): string {
  return printable(body.subarray(0, EXCERPT_CHARACTERS * 16).toString('utf8'))
}
