/** Steps into a JSON document: names of members and places in lists. */
export type JsonPath = readonly (string | number)[]

/** Where a value stands in the text of a JSON document, from its first character to before `end`. */
export interface JsonPlace {
  readonly start: number
  readonly end: number
}

/**
 * Finds a value of a JSON document in its text, by its path; undefined where the path leads nowhere. The text must be
 * valid JSON. Of a member that an object has twice, the last counts, as for JSON.parse.
 */
export function placeOf(text: string, path: JsonPath): JsonPlace | undefined {
  let at: JsonPlace | undefined = { start: spaceEnd(text, 0), end: text.length }
  for (const step of path) at = at && member(text, at.start, step)
  return at && { start: at.start, end: valueEnd(text, at.start) }
}

/** 'resultSets[0].rowSet[12][20]' */
export const pathText = (path: JsonPath): string =>
  path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('')

function member(text: string, start: number, step: string | number): JsonPlace | undefined {
  const isList = text[start] === '['
  if (isList !== (typeof step === 'number') || (!isList && text[start] !== '{')) return undefined
  let found: JsonPlace | undefined
  let index = 0
  let at = spaceEnd(text, start + 1)
  while (at < text.length && text[at] !== ']' && text[at] !== '}') {
    let name: unknown = index++
    if (!isList) {
      const end = valueEnd(text, at)
      name = JSON.parse(text.slice(at, end))
      at = spaceEnd(text, spaceEnd(text, end) + 1) // the colon
    }
    const end = valueEnd(text, at)
    if (name === step) found = { start: at, end }
    if (isList && found !== undefined) return found
    at = spaceEnd(text, end)
    if (text[at] === ',') at = spaceEnd(text, at + 1)
  }
  return found
}

/** The end of the value that begins here. */
function valueEnd(text: string, start: number): number {
  const first = text[start]
  if (first === '"') return stringEnd(text, start)
  if (first !== '{' && first !== '[') {
    let end = start
    while (end < text.length && !',]} \t\r\n'.includes(text[end] ?? '')) end++
    return end
  }
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = stringEnd(text, at) - 1
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1
  }
  return text.length
}

function stringEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

function spaceEnd(text: string, start: number): number {
  let at = start
  while (' \t\r\n\uFEFF'.includes(text[at] ?? '.')) at++
  return at
}
