import type { Evidence } from './evidence.js'
import { FIVE } from './game.js'
import type { Moment } from './periods.js'

/** Time of a player on the floor. */
export interface FloorSpell {
  readonly playerId: number
  readonly from: Moment
  readonly to: Moment
}

/** What is known of a side's floor at a moment of a period. */
export interface Floor {
  /** On the floor, and since when. */
  readonly on: ReadonlyMap<number, Moment>
  /** The seconds at which a player left last. */
  readonly off: ReadonlyMap<number, number>
  readonly starters: ReadonlySet<number>
  /** The spells that have ended. */
  readonly spells: readonly FloorSpell[]
}

/** A side's floor at a period's start, of which nothing is known but what another source says. */
export const floorAt = (start: Moment, starters: readonly number[] = []): Floor => ({
  on: new Map(starters.map((player) => [player, start])),
  off: new Map(),
  starters: new Set(starters),
  spells: [],
})

/**
 * The floor after an action of a player; undefined: it cannot have been him. Who acts or goes out without having come in
 * has been there since the period's start. `next`: when he comes in or goes out next.
 */
export function floorAfter(
  floor: Floor,
  { kind, moment }: Evidence,
  player: number,
  start: Moment,
  next: Evidence | undefined,
): Floor | undefined {
  const since = floor.on.get(player)
  if (kind === 'in')
    return since === undefined ? { ...floor, on: new Map([...floor.on, [player, moment]]) } : undefined
  if (since === undefined && !mayStart(floor, kind, player, next))
    // What a player does at the moment of his substitution may come before or after it in the list.
    return kind === 'acts' && (floor.off.get(player) === moment.at || isMove(next, moment))
      ? floor
      : undefined
  const starters = since === undefined ? new Set([...floor.starters, player]) : floor.starters
  if (starters.size > FIVE) return undefined
  if (kind === 'acts')
    return since === undefined ? { ...floor, starters, on: new Map([...floor.on, [player, start]]) } : floor
  return {
    on: new Map([...floor.on].filter(([other]) => other !== player)),
    off: new Map([...floor.off, [player, moment.at]]),
    starters,
    spells: [...floor.spells, { playerId: player, from: since ?? start, to: moment }],
  }
}

/** Whether who is not known to be on the floor may be there since the period's start. */
const mayStart = (
  floor: Floor,
  kind: Evidence['kind'],
  player: number,
  next: Evidence | undefined,
): boolean => !floor.off.has(player) && (kind === 'out' || next?.kind !== 'in')

/** Whether a player comes in at this moment. */
const isMove = (next: Evidence | undefined, { at }: Moment): boolean =>
  next?.kind === 'in' && next.moment.at === at
