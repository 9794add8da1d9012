import { addDays } from './calendar.js'
import type { LeaguePlayer } from './players.js'
import type { Rng } from './rng.js'
import { CORE_PLACES } from './spells.js'

/** Two players of different teams change places on a date. */
export interface Trade {
  readonly date: string
  readonly players: readonly [LeaguePlayer, LeaguePlayer]
}

const TRADES = { fewest: 20, most: 28 }

/** Talent of a player who is surely seen in games for each of his teams. */
const REGULAR_TALENT = 0.5

/**
 * The trades of a season, from late November to the deadline in February. The last one always moves a player of the
 * first one again, to a third team. `teams` is changed with them.
 */
export function tradesOf(
  rng: Rng,
  year: number,
  teams: number[],
  places: readonly (LeaguePlayer | undefined)[],
): Trade[] {
  const dates = Array.from({ length: rng.int(TRADES.fewest, TRADES.most) }, () =>
    addDays(`${year}-11-25`, rng.int(0, 70)),
  ).toSorted()
  let firstMoved = 0
  let firstTeams: readonly (number | undefined)[] = []
  return dates.map((date, index) => {
    const last = index === dates.length - 1
    let a = last ? firstMoved : rng.int(0, CORE_PLACES - 1)
    while (index === 0 && (places[a]?.skill.talent ?? 0) < REGULAR_TALENT) a = rng.int(0, CORE_PLACES - 1)
    let b = rng.int(0, CORE_PLACES - 1)
    while (teams[b] === teams[a] || (last && firstTeams.includes(teams[b]))) b = rng.int(0, CORE_PLACES - 1)
    if (index === 0) {
      firstMoved = a
      firstTeams = [teams[a], teams[b]]
    }
    swap(teams, a, b)
    const [one, other] = [places[a], places[b]]
    if (!one || !other) throw new Error('a core place is empty')
    return { date, players: [one, other] }
  })
}

/** Two places change teams. */
export function swap(teams: number[], a: number, b: number): void {
  const kept = teams[a] ?? 0
  teams[a] = teams[b] ?? 0
  teams[b] = kept
}
