import type { Action, RecordedPlayer, RecordedSide } from './game.js'

/** Finds the players of a side by the names that descriptions use: 'Curry', 'Jones Jr.', 'Ja. Johnson', 'Mark Morris'. */
export class SideNames {
  readonly #players: readonly RecordedPlayer[]
  /** Who a name is, by the actions that have a player beside it: a box score has the name that a player has today. */
  readonly #acting = new Map<string, Set<number>>()

  /** What `whoIs` has found. */
  readonly #known = new Map<string, readonly number[]>()
  /** Names that substitutions of the side have. */
  readonly #moved = new Set<string>()

  constructor(side: RecordedSide, actions: readonly Action[]) {
    this.#players = side.players
    const ids = new Set(side.players.map(({ playerId }) => playerId))
    for (const { playerId, teamId, description } of actions) {
      const moved = teamId === side.teamId ? substitution(description) : undefined
      if (moved !== undefined) this.#moved.add(plain(moved.enters)).add(plain(moved.leaves))
      const name = actingName(description) ?? substitution(description)?.leaves
      if (name === undefined || playerId === null || !ids.has(playerId)) continue
      const known = this.#acting.get(plain(name)) ?? new Set()
      this.#acting.set(plain(name), known.add(playerId))
    }
  }

  /** The players whom a name may mean: one, but where two share it; none where the side has no such player. */
  whoIs(name: string): readonly number[] {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const wanted = plain(name)
    const byBox = this.#inBox(wanted)
    const acting = this.#acting.get(wanted) ?? []
    const players = [...new Set([...byBox.map(({ playerId }) => playerId), ...acting])]
    this.#known.set(name, players)
    return players
  }

  /** Whether a player of this side has the name, whoever he is. */
  has(name: string): boolean {
    return this.#moved.has(plain(name)) || this.whoIs(name).length > 0
  }

  /** The same as `whoIs`; a name that fits nobody may be that of anyone whom no action names: 'Zhou', who is Qi in the box score. */
  whoMayBe(name: string): readonly number[] {
    const known = this.whoIs(name)
    if (known.length > 0) return known
    const acting = new Set([...this.#acting.values()].flatMap((ids) => [...ids]))
    return this.#players.map(({ playerId }) => playerId).filter((id) => !acting.has(id))
  }

  /** Whether a description begins with the name of a player of this side. */
  begin(description: string): boolean {
    const text = plain(description.replace(/^(?:MISS|Jump Ball) /, ''))
    const names = [...this.#players.map(({ lastName }) => plain(lastName)), ...this.#acting.keys()]
    return [...names, ...this.#moved].some((name) => text.startsWith(`${name} `))
  }

  #inBox(wanted: string): readonly RecordedPlayer[] {
    const exact = this.#players.filter(({ lastName }) => plain(lastName) === wanted)
    if (exact.length > 0) return exact
    const bare = this.#players.filter(({ lastName }) => withoutSuffix(lastName) === withoutSuffix(wanted))
    if (bare.length > 0) return bare
    // Of two with the same name, one has the beginning of his first name before it.
    const [beginning = '', ...rest] = wanted.split(' ')
    return this.#players.filter(
      ({ firstName, lastName }) =>
        withoutSuffix(lastName) === withoutSuffix(rest.join(' ')) &&
        plain(firstName).startsWith(beginning.replace(/\.$/, '')),
    )
  }
}

/** The name of who acts; undefined: the description does not begin with one. */
export const actingName = (description: string): string | undefined => ACTING.exec(description)?.[1]

const ACTING = /^(?:MISS )?(.+?) (?:\d+' |3PT |Free Throw |REBOUND |STEAL |BLOCK |\S*FOUL )/
/** The names of a substitution, whose action is of who leaves; undefined: it is none. */
export function substitution(
  description: string,
): { readonly enters: string; readonly leaves: string } | undefined {
  const [, enters, leaves] = /^SUB: (.*) FOR (.*)$/.exec(description) ?? []
  return enters === undefined || leaves === undefined ? undefined : { enters, leaves }
}

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

const withoutSuffix = (name: string): string => plain(name).replace(/ (?:jr\.?|sr\.?|i{2,3}|iv|v)$/, '')
