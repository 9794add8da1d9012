/** The BAA's first season, which the NBA counts as its own. */
export const FIRST_SEASON_YEAR = 1946

/** 46 -> 1946, 18 -> 2018: the century follows from the league's first season. */
export const fullYear = (twoDigits: number): number =>
  twoDigits + (twoDigits >= FIRST_SEASON_YEAR % 100 ? 1900 : 2000)

/** Two years of two or four digits each, with any dash or a slash between them. */
const SPELLING = /^(\d{2}|\d{4})\s?[-–/]\s?(\d{2}|\d{4})$/

/**
 * A season as people write it in the form of the API: '2018-2019', '18-19', '2018/19' -> '2018-19'. Any other text, and
 * years that do not follow each other, stay as they are.
 */
export function asSeason(text: string): string {
  const [, first = '', last = ''] = SPELLING.exec(text.trim()) ?? []
  if (first === '') return text
  const year = first.length === 4 ? Number(first) : fullYear(Number(first))
  const next = year + 1
  const follows = last.length === 4 ? Number(last) === next : Number(last) === next % 100
  return follows ? `${String(year).padStart(4, '0')}-${String(next).padStart(4, '0').slice(2)}` : text
}
