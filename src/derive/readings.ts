import type { Evidence } from './evidence.js'
import { floorAfter, floorAt, type Floor, type FloorSpell } from './floor.js'
import { DoesNotFit, FIVE } from './game.js'
import type { Period } from './periods.js'

/** One way to read the evidence of a period about a side: who was on the floor when. */
export type Reading = readonly FloorSpell[]

/** Readings of a period that are compared: names that mean more players than these tell nothing. */
const MOST_READINGS = 2_000

/**
 * All readings of a period that a side's evidence allows. A starter without evidence is one of the players of whom the
 * period has none. `starters`: those that another source knows. Throws DoesNotFit where there are too many.
 */
export function readingsOf(
  { number, start, end }: Period,
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
    if (floors.length > MOST_READINGS) throw tooMany(number)
  }
  const readings: Reading[] = []
  for (const floor of floors) {
    const lasting = [...floor.on].map(([playerId, from]) => ({ playerId, from, to: end }))
    const silent = players.filter((player) => !floor.on.has(player) && !floor.off.has(player))
    for (const chosen of choices(silent, FIVE - floor.starters.size)) {
      if (readings.length === MOST_READINGS) throw tooMany(number)
      const whole = chosen.map((playerId) => ({ playerId, from: start, to: end }))
      readings.push([...floor.spells, ...lasting, ...whole])
    }
  }
  return readings
}

const tooMany = (period: number): DoesNotFit =>
  new DoesNotFit(`the actions of period ${period} allow too many line-ups`)

const isOnly = (players: readonly number[], player: number): boolean =>
  players.length === 1 && players[0] === player

/** All choices of a number of players. */
function* choices(players: readonly number[], count: number): Generator<readonly number[]> {
  if (count === 0) yield []
  else
    for (const [i, player] of players.entries())
      for (const others of choices(players.slice(i + 1), count - 1)) yield [player, ...others]
}
