import { readFileSync } from 'node:fs'

/** The lines of a dictionary of columns, prisma/terms.txt: names, of which `*` is any part, and what they mean. */
export function termsOf(file) {
  const terms = new Map()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, name, text] = /^([a-z0-9_]*\*?[a-z0-9_]*): (.+)$/.exec(line) ?? []
    if (name === undefined || terms.has(name)) throw new Error(`${file}: no term, or a second one: ${line}`)
    terms.set(name, text)
  }
  return [...terms]
}
