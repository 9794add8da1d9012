import type { Dataset } from '../../src/datasets/dataset.js'

/**
 * The members of a recorded answer that the dataset neither stores nor reads nor names in `leftOut`: headers of a
 * result set or paths of a nested body, those of the rows as `from` has them, others from the top ('OtherSet.HEADER',
 * 'game.videoAvailable').
 */
export function unnamed({ tables, reads, leftOut, volatile }: Dataset, answer: unknown): readonly string[] {
  const sets = resultSetsOf(answer)
  const same = (a: string, b: string): boolean => (sets === undefined ? a === b : plain(a) === plain(b))
  const known = [...reads, ...volatile.map((path) => path.join('.'))]
  const around = tables.flatMap(({ within = [], from }) =>
    [within].flat().flatMap((rows) => Object.values(from).flatMap((path) => aroundOf(rows, path))),
  )
  const named = [...Object.values(leftOut).flat(), ...around]
  const members = (sets ?? [...new Set(pathsOf(answer))]).map((path) => {
    const places = tables.flatMap(({ within = [], from }) =>
      [within].flat().flatMap((rows) => {
        const place = rows === '' ? '' : new RegExp(`^${pattern(rows)}\\.`, 'i').exec(path)?.[0]
        return place === undefined ? [] : [{ place, from: Object.values(from) }]
      }),
    )
    // The row's own table: a player's line is inside the team's.
    const depth = Math.max(0, ...places.map(({ place }) => place.length))
    return {
      path,
      member: path.slice(depth),
      stored: places.filter(({ place }) => place.length === depth).flatMap(({ from }) => from),
    }
  })
  const missing = members.filter(
    ({ path, member, stored }) =>
      !stored.some((from) => same(from, member.replace(/\[\]$/, ''))) && // a list of words is one value
      !known.some((read) => same(read, member) || covers(read, path)) &&
      !named.some((name) => covers(name, member) || covers(name, path)),
  )
  return [...new Set(missing.map(({ member }) => member))]
}

/** The path of a field that is read of what is around a row: '^.^.teamId' of 'homeTeam.players[].matchups[]'. */
function aroundOf(within: string, from: string): readonly string[] {
  const steps = from.split('.')
  const outward = steps.filter((step) => step === '^').length
  if (outward === 0) return []
  return [[...within.split('.').slice(0, -outward), ...steps.slice(outward)].join('.')]
}

/** A name covers itself and all below it. */
const covers = (name: string, path: string): boolean => new RegExp(`^${pattern(name)}($|[.[])`).test(path)

const pattern = (name: string): string =>
  name
    .split('*')
    .map((part) => part.replace(/[^\w]/g, String.raw`\$&`))
    .join('.*')

/** Case and underscores of headers vary. */
const plain = (header: string): string => header.toLowerCase().replace(/[_\s]/g, '')

/** Every header of every result set; undefined for a nested body. */
function resultSetsOf(answer: unknown): readonly string[] | undefined {
  const { resultSets, resultSet } = answer as { resultSets?: unknown; resultSet?: unknown }
  if (resultSets === undefined && resultSet === undefined) return undefined
  const sets = [resultSets ?? resultSet].flat() as { name: string; headers: unknown[] }[]
  return sets.flatMap(({ name, headers }) => headersOf(headers).map((header) => `${name}.${header}`))
}

/** Headers in two rows (shots by place): the upper ones, each above some of the lower ones after those that it skips. */
interface HeaderRow {
  readonly columnNames: readonly string[]
  readonly columnsToSkip?: number
  readonly columnSpan: number
}

/** Headers; of those in two rows the lower ones, each below the upper one that spans it. */
function headersOf(headers: readonly unknown[]): readonly string[] {
  if (headers.every((header) => typeof header === 'string')) return headers
  const [upper, lower] = headers as [HeaderRow, HeaderRow]
  return lower.columnNames.map((header, i) => {
    const above = upper.columnNames[Math.floor((i - (upper.columnsToSkip ?? 0)) / upper.columnSpan)]
    return above === undefined ? header : `${above}.${header}`
  })
}

/** The paths of all values of a nested body; '[]' for each member of a list, also of one that has none. */
function* pathsOf(json: unknown, path = ''): Iterable<string> {
  if (Array.isArray(json)) {
    if (json.length === 0) yield `${path}[]`
    for (const member of json) yield* pathsOf(member, `${path}[]`)
  } else if (typeof json === 'object' && json !== null) {
    for (const [key, value] of Object.entries(json))
      yield* pathsOf(value, path === '' ? key : `${path}.${key}`)
  } else yield path
}
