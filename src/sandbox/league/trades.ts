import { addDays } from './calendar.js'
import type { LeaguePlayer } from './players.js'
import type { Rng } from './rng.js'
import { CORE_SPOTS } from './spells.js'

/** An exchange of two players of different teams on a date. */
export interface Trade {
  readonly date: string
  readonly players: readonly [LeaguePlayer, LeaguePlayer]
}

const TRADES = { fewest: 20, most: 28 }

/** A player of this talent surely plays for each of his teams. */
const REGULAR_TALENT = 0.5

/**
 * The trades of a season, from late November to the deadline in February. The last trade always moves a player of the
 * first one to a third team. Changes `teams`, the team of each roster spot.
 */
export function tradesOf(
  rng: Rng,
  year: number,
  teams: number[],
  spots: readonly (LeaguePlayer | undefined)[],
): Trade[] {
  const dates = Array.from({ length: rng.int(TRADES.fewest, TRADES.most) }, () =>
    addDays(`${year}-11-25`, rng.int(0, 70)),
  ).toSorted()
  let firstMoved = 0
  let firstTeams: readonly (number | undefined)[] = []
  return dates.map((date, index) => {
    const last = index === dates.length - 1
    let a = last ? firstMoved : rng.int(0, CORE_SPOTS - 1)
    while (index === 0 && (spots[a]?.skill.talent ?? 0) < REGULAR_TALENT) a = rng.int(0, CORE_SPOTS - 1)
    let b = rng.int(0, CORE_SPOTS - 1)
    while (teams[b] === teams[a] || (last && firstTeams.includes(teams[b]))) b = rng.int(0, CORE_SPOTS - 1)
    if (index === 0) {
      firstMoved = a
      firstTeams = [teams[a], teams[b]]
    }
    swap(teams, a, b)
    const [one, other] = [spots[a], spots[b]]
    if (!one || !other) throw new Error('a core roster spot is empty')
    return { date, players: [one, other] }
  })
}

/** Exchanges the teams of two roster spots. */
export function swap(teams: number[], a: number, b: number): void {
  const kept = teams[a] ?? 0
  teams[a] = teams[b] ?? 0
  teams[b] = kept
}
