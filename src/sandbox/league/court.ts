import type { GameEvent, GameState } from './game-event.js'
import type { Line } from './line.js'
import type { Weight } from './players.js'
import type { Rng } from './rng.js'
import { MOST_FOULS, type Side } from './side.js'

export type Recorder = (event: GameEvent, at: GameState) => void

export const REGULAR_PERIODS = 4
const PERIOD_SECONDS = 720
const OVERTIME_SECONDS = 300

/** Chance that a team lets a period's last seconds pass without a shot. */
const NO_SHOT_AT_THE_END = 0.4

/** The floor, the clock and the score of a game. */
export class Court implements GameState {
  period = 0
  clock = 0
  /** Seconds played since the game began. */
  private elapsed = 0

  constructor(
    readonly home: Side,
    readonly away: Side,
    /** Random numbers of the current period. */
    public rng: Rng,
    private readonly record?: Recorder,
  ) {}

  emit(event: GameEvent): void {
    this.record?.(event, this)
  }

  other(side: Side): Side {
    return side === this.home ? this.away : this.home
  }

  /** Sets the clock for the next period. */
  begin(rng: Rng): void {
    this.rng = rng
    this.clock = this.period >= REGULAR_PERIODS ? OVERTIME_SECONDS : PERIOD_SECONDS
    this.period++
    this.home.foulsInPeriod = this.away.foulsInPeriod = 0
    this.emit({ kind: 'start' })
    for (const side of [this.home, this.away]) this.change(side)
  }

  substituteWhenDue(): void {
    for (const side of [this.home, this.away]) if (this.elapsed >= side.nextChange) this.change(side)
  }

  /** Advances the clock; false when the period ends without another event. */
  runClock(seconds: number): boolean {
    const expires = seconds >= this.clock
    const shot = !expires || !this.rng.chance(NO_SHOT_AT_THE_END)
    const run = expires ? this.clock - (shot ? Math.min(this.clock, this.rng.int(0, 2)) : 0) : seconds
    this.clock -= run
    this.elapsed += run
    for (const side of [this.home, this.away]) for (const line of side.floor) line.seconds += run
    return shot
  }

  /** Adds points to the player, to his team and to the plus-minus of all ten players. */
  score(offense: Side, defense: Side, player: Line, points: number): void {
    player.pts += points
    offense.score += points
    for (const line of offense.floor) line.plusMinus += points
    for (const line of defense.floor) line.plusMinus -= points
  }

  /** Picks one of the five players on the floor, at random by weight. */
  pickPlayer(side: Side, weight: Weight, except?: Line): Line {
    let sum = 0
    for (const line of side.floor) if (line !== except) sum += line.weights[weight] ?? 0
    let left = this.rng.next() * sum
    let chosen: Line | undefined
    for (const line of side.floor) {
      if (line === except) continue
      chosen = line
      left -= line.weights[weight] ?? 0
      if (left < 0) break
    }
    if (!chosen) throw new Error(`team ${side.team} has no player on the floor`)
    return chosen
  }

  /** Substitutes a player who has his sixth foul. */
  foulOut(side: Side, player: Line): void {
    if (player.pf < MOST_FOULS) return
    const substitute = side.substitute()
    if (!substitute) return
    side.floor = side.floor.map((line) => (line === player ? substitute : line))
    this.emit({ kind: 'substitution', side, player: substitute, out: player })
  }

  /** Substitutes players so that the best five for now are on the floor. */
  private change(side: Side): void {
    const left = this.clock
    const opening = left === PERIOD_SECONDS && this.period % 2 === 1
    const closing = this.period >= REGULAR_PERIODS && left <= OVERTIME_SECONDS
    const five = side.best(this.elapsed, this.period, opening || closing, this.rng)
    const before = side.floor
    side.floor = five
    side.nextChange = this.elapsed + this.rng.int(120, 240)
    if (!this.record || this.elapsed === 0) return
    const leaving = before.filter((line) => !five.includes(line))
    const incoming = five.filter((line) => !before.includes(line))
    for (const [i, player] of incoming.entries()) {
      const out = leaving[i]
      if (out) this.emit({ kind: 'substitution', side, player, out })
    }
  }
}
