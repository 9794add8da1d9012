import { hostileValue, TURNS, withLiterals } from './values.js'

type Json = Record<string, unknown>

/** Gives every row of an answer one hostile value: each field in turn, then each field the next value. */
export class Mutations {
  #turn = 0

  /** How many rows were changed. */
  get count(): number {
    return this.#turn
  }

  /** The one table of an answer of stats.nba.com. */
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

  /** The objects that `listsIn` finds in an answer. */
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

/** The fields of an object and of the objects in it; lists are not looked into. */
function leavesOf(owner: Json): { owner: Json; name: string }[] {
  return Object.entries(owner).flatMap(([name, value]) => {
    if (Array.isArray(value)) return []
    return typeof value === 'object' && value !== null ? leavesOf(value as Json) : [{ owner, name }]
  })
}
