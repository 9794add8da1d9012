import { Court, REGULAR_PERIODS, type Recorder } from './court.js'
import type { PlayedSide } from './line.js'
import { WEIGHT } from './players.js'
import { Possessions } from './possession.js'
import { Rng } from './rng.js'
import { Side, type TeamSheet } from './side.js'

/** All that decides a game. The same sheet gives the same game. */
export interface GameSheet {
  readonly seed: number
  readonly id: string
  readonly home: TeamSheet
  readonly away: TeamSheet
  /** Another chance for a period (from 0), where the first one is not wanted. */
  readonly salts?: readonly number[]
}

export interface Played {
  readonly home: PlayedSide
  readonly away: PlayedSide
  readonly periods: number
}

/** Plays a game, and tells every event to `record` while it happens. */
export function play(sheet: GameSheet, record?: Recorder): Played {
  const lineUps = new Rng(sheet.seed, sheet.id, 'line-ups')
  const court = new Court(new Side(sheet.home, lineUps), new Side(sheet.away, lineUps), lineUps, record)
  const possessions = new Possessions(court)
  let first = court.home
  while (court.period < REGULAR_PERIODS || court.home.score === court.away.score) {
    const salt = sheet.salts?.[court.period] ?? 0
    court.begin(new Rng(sheet.seed, sheet.id, court.period, salt))
    // Who lost the first tip has the ball in the second and third quarter, the winner in the fourth.
    let offense = court.period === REGULAR_PERIODS ? first : court.other(first)
    if (court.period === 1 || court.period > REGULAR_PERIODS) offense = tipOff(court)
    if (court.period === 1) first = offense
    while (court.clock > 0) {
      possessions.play(offense, court.other(offense))
      offense = court.other(offense)
    }
    court.tell({ kind: 'end' })
  }
  return { home: played(court.home), away: played(court.away), periods: court.period }
}

/** Gives the side that has the ball. */
function tipOff(court: Court): Side {
  const winner = court.rng.chance(0.5) ? court.home : court.away
  const player = court.one(winner, WEIGHT.block)
  const opponent = court.one(court.other(winner), WEIGHT.block)
  court.tell({ kind: 'tip', side: winner, player, opponent, to: court.one(winner, WEIGHT.assist) })
  return winner
}

const played = ({ team, lines, teamTurnovers, score }: Side): PlayedSide => ({
  team,
  lines: lines.toSorted(
    (a, b) => Number(a.start === '') - Number(b.start === '') || (a.start === '' ? b.seconds - a.seconds : 0),
  ),
  teamTurnovers,
  score,
})
