import { Court, REGULAR_PERIODS, type Recorder } from './court.js'
import type { PlayedSide } from './line.js'
import { WEIGHT } from './players.js'
import { Possessions } from './possession.js'
import { Rng } from './rng.js'
import { Side, type TeamSheet } from './side.js'

/** All inputs of a game. The same sheet gives the same game. */
export interface GameSheet {
  readonly seed: number
  readonly id: string
  readonly home: TeamSheet
  readonly away: TeamSheet
  /** Salt of each period's random numbers (index from 0): another salt plays the period differently. */
  readonly salts?: readonly number[]
}

export interface Played {
  readonly home: PlayedSide
  readonly away: PlayedSide
  readonly periods: number
}

/** Plays a game and passes every event to `record` as it happens. */
export function play(sheet: GameSheet, record?: Recorder): Played {
  const lineUps = new Rng(sheet.seed, sheet.id, 'line-ups')
  const court = new Court(new Side(sheet.home, lineUps), new Side(sheet.away, lineUps), lineUps, record)
  const possessions = new Possessions(court)
  let first = court.home
  while (court.period < REGULAR_PERIODS || court.home.score === court.away.score) {
    const salt = sheet.salts?.[court.period] ?? 0
    court.begin(new Rng(sheet.seed, sheet.id, court.period, salt))
    // The loser of the first tip gets the ball in the second and third quarter, the winner in the fourth.
    let offense = court.period === REGULAR_PERIODS ? first : court.other(first)
    if (court.period === 1 || court.period > REGULAR_PERIODS) offense = tipOff(court)
    if (court.period === 1) first = offense
    while (court.clock > 0) {
      possessions.play(offense, court.other(offense))
      offense = court.other(offense)
    }
    court.emit({ kind: 'end' })
  }
  return { home: played(court.home), away: played(court.away), periods: court.period }
}

/** Plays the tip; returns the side that gets the ball. */
function tipOff(court: Court): Side {
  const winner = court.rng.chance(0.5) ? court.home : court.away
  const player = court.pickPlayer(winner, WEIGHT.block)
  const opponent = court.pickPlayer(court.other(winner), WEIGHT.block)
  court.emit({ kind: 'tip', side: winner, player, opponent, to: court.pickPlayer(winner, WEIGHT.assist) })
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
