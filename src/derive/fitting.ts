import { DoesNotFit, type RecordedPlayer } from './game.js'
import { withinMinutes } from './minutes.js'
import type { Reading } from './readings.js'

/** Combinations of readings that are tried for a side. */
const MOST_TRIES = 200_000

type Seconds = ReadonlyMap<number, number>

/** Line-ups that fit the minutes and are compared by plus/minus. */
const MOST_FITTING = 200

/**
 * The one reading of each period with which all players have the minutes of the box score; of several, the one with which
 * those about whom they differ have its plus/minus, too. Throws DoesNotFit where there is none, or more than one. `margin`: what the side won by
 * each action.
 */
export function fittingReadings(
  players: readonly RecordedPlayer[],
  periods: readonly (readonly Reading[])[],
  margin: readonly number[],
): readonly Reading[] {
  const { least, most } = withinMinutes(players)
  const totals = periods.map((readings) => readings.map(secondsOf))
  const ahead = secondsAhead(players, totals)
  const seconds = new Map(players.map(({ playerId }) => [playerId, 0]))
  const found: (readonly Reading[])[] = []
  let tries = 0
  const add = (total: Seconds, sign: 1 | -1): void => {
    for (const [player, played] of total) seconds.set(player, (seconds.get(player) ?? 0) + sign * played)
  }
  const mayFit = (period: number): boolean =>
    [...seconds].every(([player, played]) => {
      const [min, max] = ahead[period]?.get(player) ?? NONE
      return played + min <= most(player) && played + max >= least(player)
    })
  const search = (chosen: readonly Reading[]): void => {
    if (found.length > MOST_FITTING || ++tries > MOST_TRIES || !mayFit(chosen.length)) return
    const readings = periods[chosen.length]
    if (readings === undefined) {
      found.push(chosen)
      return
    }
    for (const [i, reading] of readings.entries()) {
      const total = totals[chosen.length]?.[i] ?? new Map<number, number>()
      add(total, 1)
      search([...chosen, reading])
      add(total, -1)
    }
  }
  search([])
  const isWhole = tries <= MOST_TRIES && found.length <= MOST_FITTING
  if (isWhole && found.length === 0) throw new DoesNotFit('the minutes are not those of the box score')
  const [only, another] = found.length > 1 ? byPlusMinus(players, found, margin) : found
  if (only === undefined || another !== undefined || !isWhole)
    throw new DoesNotFit('the minutes of the box score fit more than one line-up')
  return only
}

/** Those of the readings with which all players about whom they differ have the plus/minus of the box score. */
function byPlusMinus(
  players: readonly RecordedPlayer[],
  found: readonly (readonly Reading[])[],
  margin: readonly number[],
): readonly (readonly Reading[])[] {
  const spells = found.map((readings) => readings.flat())
  const spellsOf = (reading: Reading, player: number): Reading =>
    reading.filter(({ playerId }) => playerId === player)
  const disputed = players.filter(({ playerId }) => {
    const places = spells.map((reading) =>
      spellsOf(reading, playerId)
        .map(({ from, to }) => `${from.index}-${to.index}`)
        .toSorted()
        .join(' '),
    )
    return new Set(places).size > 1
  })
  return found.filter((_readings, i) =>
    disputed.every(({ playerId, plusMinus }) => {
      const won = spellsOf(spells[i] ?? [], playerId).map(({ from, to }) =>
        sum(margin.slice(from.index, to.index)),
      )
      return sum(won) === plusMinus
    }),
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** The seconds of each player in a reading. */
function secondsOf(reading: Reading): Seconds {
  const seconds = new Map<number, number>()
  for (const { playerId, from, to } of reading)
    seconds.set(playerId, (seconds.get(playerId) ?? 0) + to.at - from.at)
  return seconds
}

const NONE = [0, 0] as const

/** The least and the most seconds of each player from each period on. */
const secondsAhead = (
  players: readonly RecordedPlayer[],
  totals: readonly (readonly Seconds[])[],
): readonly ReadonlyMap<number, readonly [min: number, max: number]>[] =>
  totals.reduceRight<readonly ReadonlyMap<number, readonly [number, number]>[]>(
    (later, readings) => [
      new Map(
        players.map(({ playerId }) => {
          const [min, max] = later[0]?.get(playerId) ?? NONE
          const played = readings.map((total) => total.get(playerId) ?? 0)
          return [playerId, [min + Math.min(...played), max + Math.max(...played)]]
        }),
      ),
      ...later,
    ],
    [new Map()],
  )
