import { MEANINGS, TERMS } from '../generated/catalogue/meanings.js'

const EXACT = new Map(TERMS.filter(([name]) => !name.includes('*')))

/** How exact a pattern is. One for beginnings alone qualifies all that follows: 'of the opponent: field goals attempted'. */
const exactness = (pattern: string): number => pattern.length + (pattern.endsWith('*') ? 100 : 0)

/** Terms for names that begin and end in some way, the most exact ones first. */
const PATTERNS = TERMS.filter(([name]) => name.includes('*'))
  .toSorted(([a], [b]) => exactness(b) - exactness(a))
  .map(([name, text]) => ({
    name: new RegExp(`^${name.replace('*', '(.+)')}$`),
    text,
  }))

/** What a table or view holds; undefined for one of which neither the models nor the dictionary say anything. */
export const tableMeaning = (table: string): string | undefined => MEANINGS[table]?.[''] || undefined

/** What models say where they give the unit alone: the dictionary says more. */
const UNITS = new Set(['Share of 1.', 'Made by attempted, of 1.'])

/**
 * Meaning and unit of a column: what its model says, otherwise what the dictionary of prisma/terms.txt says of its name.
 */
export function columnMeaning(table: string, column: string): string | undefined {
  const meaning = MEANINGS[table]?.[column]
  return meaning === undefined || UNITS.has(meaning) ? (termOf(column) ?? meaning) : meaning
}

/** The dictionary's sentence about a column of this name: 'Points of the opponent.' */
export function termOf(column: string): string | undefined {
  const phrase = phraseOf(column)
  return phrase === undefined ? undefined : `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
}

function phraseOf(name: string): string | undefined {
  const exact = EXACT.get(name)
  if (exact !== undefined) return exact
  for (const pattern of PATTERNS) {
    const part = pattern.name.exec(name)?.[1]
    if (part === undefined) continue
    if (!pattern.text.includes('{}')) return pattern.text
    const meaning = phraseOf(part)
    if (meaning !== undefined) return pattern.text.replace('{}', meaning)
  }
  return undefined
}
