import { hostileValue, TURNS, withLiterals } from './values.js'

type Json = Record<string, unknown>

/** Puts one hostile value into each row of an answer: into each field in turn, then the next value into each field. */
export class Mutations {
  #turn = 0

  /** Number of changed rows. */
  get count(): number {
    return this.#turn
  }

  /** Changes the rows of a stats.nba.com table. */
  ofTable = (text: string): string => {
    const json = JSON.parse(text) as { resultSets: { headers: string[]; rowSet: unknown[][] }[] }
    for (const { headers, rowSet } of json.resultSets) {
      for (const row of rowSet) {
        const at = this.#turn % headers.length
        const round = Math.floor(this.#turn / headers.length)
        if (round >= TURNS) break
        row[at] = hostileValue(round, headers[at] ?? '')
        this.#turn++
      }
    }
    return withLiterals(JSON.stringify(json))
  }

  /** Changes the objects that `listsIn` finds in an answer. */
  ofObjects =
    (listsIn: (json: Json) => readonly (readonly Json[])[]) =>
    (text: string): string => {
      const json = JSON.parse(text) as Json
      for (const list of listsIn(json)) for (const object of list) this.#change(object)
      return withLiterals(JSON.stringify(json))
    }

  #change(object: Json): void {
    const fields = leavesOf(object)
    const round = Math.floor(this.#turn / fields.length)
    const field = fields[this.#turn % fields.length]
    if (round >= TURNS || field === undefined) return
    field.owner[field.name] = hostileValue(round, field.name)
    this.#turn++
  }
}

/** The fields of an object and of its nested objects, except those in lists. */
function leavesOf(owner: Json): { owner: Json; name: string }[] {
  return Object.entries(owner).flatMap(([name, value]) => {
    if (Array.isArray(value)) return []
    return typeof value === 'object' && value !== null ? leavesOf(value as Json) : [{ owner, name }]
  })
}
