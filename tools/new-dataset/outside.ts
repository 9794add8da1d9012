import { isList, isValue, members, type Json } from './answer.js'

/**
 * What an answer has beside the lists and texts at some paths, by the shortest names that cover it: a member whose
 * values are all outside is named itself. `[]` stands for each member of a list.
 */
export function outside(json: Json, known: readonly string[], path = ''): readonly string[] {
  if (known.includes(path)) return []
  if (path !== '' && !known.some((name) => name.startsWith(`${path}.`) || name.startsWith(`${path}[`)))
    return [path]
  if (isValue(json)) return []
  if (isList(json)) return unique(json.flatMap((member) => outside(member, known, `${path}[]`)))
  return unique(
    members(json).flatMap(([key, value]) => outside(value, known, path === '' ? key : `${path}.${key}`)),
  )
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]
