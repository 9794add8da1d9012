import { UserError } from '../../src/errors.js'
import { isList, isValue, member, members, type Json, type Value } from './answer.js'
import { outside } from './outside.js'
import type { ListShape, SourceRow } from './shape.js'

/** The values of an object by dotted path, and the paths of its lists. */
export function flat(
  json: Json,
  prefix = '',
): { readonly row: SourceRow; readonly lists: readonly string[] } {
  const row: Record<string, Value> = {}
  const lists: string[] = []
  for (const [key, value] of members(json)) {
    const path = prefix + key
    if (isValue(value)) row[path] = value
    else if (isList(value)) lists.push(path)
    else {
      const inner = flat(value, `${path}.`)
      Object.assign(row, inner.row)
      lists.push(...inner.lists)
    }
  }
  return { row, lists }
}

interface FoundList {
  readonly path: string
  readonly items: readonly Json[]
}

/** The list with the most values, or the one that was chosen. */
export function listShape(body: Json, wanted: string | undefined): ListShape {
  const all = listsIn(body, '')
  const size = ({ items }: FoundList): number =>
    items.reduce<number>((sum, item) => sum + Object.keys(flat(item).row).length, 0)
  const found =
    wanted === undefined
      ? all.toSorted((a, b) => size(b) - size(a))[0]
      : all.find(({ path }) => path === wanted)
  if (found === undefined || size(found) === 0)
    throw new UserError(
      wanted === undefined
        ? 'The answer has neither result sets nor a box score nor a list of objects with values.'
        : `The answer has no list at ${wanted}; it has ${all.map(({ path }) => path).join(', ')}.`,
      2,
    )
  const name = nameOf(body, found.path)
  if (name === undefined)
    throw new UserError(
      `Nothing beside the list ${found.path} says which game, date or season it is of (gameId, gameDate, seasonYear).`,
      2,
    )
  const flattened = found.items.map((item) => flat(item))
  return {
    kind: 'list',
    list: found.path,
    ...name,
    rows: flattened.map(({ row }) => row),
    inner: [...new Set(flattened.flatMap(({ lists }) => lists))],
    others: outside(body, [found.path, name.names, 'meta']),
  }
}

/** The lists of objects of a body, by path; `[]` for each member of a list on the way. */
function listsIn(json: Json, prefix: string): readonly FoundList[] {
  const found = new Map<string, Json[]>()
  const add = (path: string, items: readonly Json[]): void => {
    found.set(path, [...(found.get(path) ?? []), ...items])
  }
  for (const [key, value] of members(json)) {
    const path = prefix + key
    if (isList(value)) {
      add(path, value)
      for (const item of value)
        for (const inner of listsIn(item, '')) add(`${path}[].${inner.path}`, inner.items)
    } else for (const inner of listsIn(value, `${path}.`)) add(inner.path, inner.items)
  }
  return [...found].map(([path, items]) => ({ path, items }))
}

/** The text by which a body says what it is about: the nearest one above the list. */
function nameOf(body: Json, list: string): { readonly names: string; readonly named: string } | undefined {
  const steps = list.split('.').slice(0, -1)
  for (let depth = steps.length; depth >= 0; depth--) {
    const above = steps.slice(0, depth)
    if (above.some((step) => step.endsWith('[]'))) continue
    const at = above.reduce<Json | undefined>((json, key) => member(json, key), body)
    for (const key of ['gameId', 'gameDate', 'seasonYear', 'season']) {
      const named = member(at, key)
      if (typeof named === 'string') return { names: [...above, key].join('.'), named }
    }
  }
  return undefined
}
