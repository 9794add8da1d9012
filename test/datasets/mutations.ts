type Json = unknown
type Path = readonly (string | number)[]

/** A list is as good as its first members where every member has the same shape. */
const MEMBERS = 3

/** The body with the first members of each list only; rows of a result set stay whole. */
export function shortened(body: Json, insideRow = false): Json {
  if (Array.isArray(body)) {
    const row = insideRow || body.every((member) => typeof member !== 'object' || member === null)
    return (row ? body : body.slice(0, MEMBERS)).map((member) => shortened(member))
  }
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, shortened(value)]))
}

/** What may stand in the place of any part of a body. */
const WRONG: readonly (() => Json)[] = [
  () => null,
  () => [],
  () => ({}),
  () => 0,
  () => -1.5,
  () => 1e300,
  () => '',
  () => 'x',
  () => true,
  () => [null],
  () => [[]],
  () => [{}],
  () => ({ length: 3 }),
  () => JSON.parse('{"toString": 1, "valueOf": 1, "__proto__": {"polluted": true}}') as Json,
]

export interface Mutation {
  /** The place and what stands there, for a message. */
  readonly what: string
  readonly body: Json
}

/** The body with one part replaced or left out, for each part and each wrong value in turn. */
export function* mutationsOf(body: Json): Iterable<Mutation> {
  for (const path of pathsOf(body)) {
    for (const wrong of WRONG) {
      const value = wrong()
      yield { what: `${path.join('.')} = ${JSON.stringify(value)}`, body: replaced(body, path, () => value) }
    }
    yield { what: `${path.join('.')} left out`, body: replaced(body, path, () => undefined) }
    yield { what: `${path.join('.')} twice`, body: replaced(body, path, (value) => [value, value]) }
  }
}

function* pathsOf(body: Json, at: Path = []): Iterable<Path> {
  yield at
  if (typeof body !== 'object' || body === null) return
  for (const [key, value] of Object.entries(body))
    yield* pathsOf(value, [...at, Array.isArray(body) ? Number(key) : key])
}

function replaced(body: Json, [step, ...rest]: Path, change: (value: Json) => Json): Json {
  if (step === undefined) return change(body)
  if (Array.isArray(body)) return body.map((value, i) => (i === step ? replaced(value, rest, change) : value))
  return Object.fromEntries(
    Object.entries(body as Record<string, Json>).flatMap(([key, value]) => {
      if (key !== step) return [[key, value]]
      const inner = replaced(value, rest, change)
      return inner === undefined ? [] : [[key, inner]]
    }),
  )
}
