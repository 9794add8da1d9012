import type { Evidence } from './evidence.js'
import { floorAfter, floorAt, type Floor, type Spell } from './floor.js'
import { FIVE } from './game.js'
import type { Period } from './periods.js'

/** One way to read the evidence of a period about a side: who was on the floor when. */
export type Reading = readonly Spell[]

/** Readings of a period that are compared: names that mean more players than these tell nothing. */
const MOST_READINGS = 2_000

/**
 * All readings of a period that a side's evidence allows. A starter without evidence is one of the players of whom the
 * period has none. `starters`: those that another source knows.
 */
export function readingsOf(
  { start, end }: Period,
  evidence: readonly Evidence[],
  players: readonly number[],
  starters?: readonly number[],
): readonly Reading[] {
  let floors: readonly Floor[] = [floorAt(start, starters)]
  for (const [i, each] of evidence.entries()) {
    const next = (player: number): Evidence | undefined =>
      evidence.find((later, at) => at > i && later.kind !== 'acts' && isOnly(later.players, player))
    floors = floors.flatMap((floor) =>
      // Who acts is on the floor already, if one with the name is.
      each.kind === 'acts' && each.players.some((player) => floor.on.has(player))
        ? floor
        : each.players.flatMap((player) => floorAfter(floor, each, player, start, next(player)) ?? []),
    )
    if (floors.length > MOST_READINGS) return []
  }
  return floors.flatMap((floor) => {
    const lasting = [...floor.on].map(([playerId, from]) => ({ playerId, from, to: end }))
    const seen = new Set([...floor.on.keys(), ...floor.off.keys()])
    const silent = players.filter((player) => !seen.has(player))
    return choices(silent, FIVE - floor.starters.size).map((chosen) => [
      ...floor.spells,
      ...lasting,
      ...chosen.map((playerId) => ({ playerId, from: start, to: end })),
    ])
  })
}

const isOnly = (players: readonly number[], player: number): boolean =>
  players.length === 1 && players[0] === player

/** All choices of a number of players. */
function choices(players: readonly number[], count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]]
  return players.flatMap((player, i) =>
    choices(players.slice(i + 1), count - 1).map((others) => [player, ...others]),
  )
}
