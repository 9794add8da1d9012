import type { GameEvent, Moment } from './game-event.js'
import type { Line, PlayedSide } from './line.js'
import { WEIGHT, type Weight } from './players.js'
import { Rng } from './rng.js'
import { MOST_FOULS, Side, type TeamSheet } from './side.js'

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

const REGULAR_PERIODS = 4
const PERIOD_SECONDS = 720
const OVERTIME_SECONDS = 300

/** How a possession ends, by the real league's frequencies of today, whatever the season. */
const CHANCE = {
  turnover: 0.12,
  teamTurnover: 0.04,
  stolen: 0.62,
  offensiveFoul: 0.12,
  foulBeforeShot: 0.075,
  foulOnTwo: 0.16,
  foulOnThree: 0.015,
  madeDespiteFoul: 0.3,
  assistedTwo: 0.52,
  assistedThree: 0.82,
  blockedTwo: 0.16,
  blockedThree: 0.01,
  offensiveRebound: 0.27,
  offensiveReboundOfFreeThrow: 0.12,
  teamRebound: 0.09,
  noShotAtTheEnd: 0.4,
}

/** Who leads by a point shoots so much worse: games stay closer than chance alone would have them. */
const LETTING_UP = 0.0025
const MOST_LEAD = 20

/** Team fouls of a period from which every foul gives free throws. */
const BONUS = 5

/** Plays a game, and tells every event to `record` while it happens. */
export function play(sheet: GameSheet, record?: (event: GameEvent, at: Moment) => void): Played {
  const game = new Simulation(sheet, record)
  game.run()
  return { home: played(game.home), away: played(game.away), periods: game.period }
}

const played = ({ team, lines, teamTurnovers, score }: Side): PlayedSide => ({
  team,
  lines: lines.toSorted(
    (a, b) => Number(a.start === '') - Number(b.start === '') || (a.start === '' ? b.seconds - a.seconds : 0),
  ),
  teamTurnovers,
  score,
})

class Simulation implements Moment {
  readonly home: Side
  readonly away: Side
  period = 0
  clock = 0
  private elapsed = 0
  private rng: Rng
  private first: Side

  constructor(
    private readonly sheet: GameSheet,
    private readonly record?: (event: GameEvent, at: Moment) => void,
  ) {
    this.rng = new Rng(sheet.seed, sheet.id, 'line-ups')
    this.home = new Side(sheet.home, this.rng)
    this.away = new Side(sheet.away, this.rng)
    this.first = this.home
  }

  run(): void {
    while (this.period < REGULAR_PERIODS || this.home.score === this.away.score) this.playPeriod()
  }

  private tell(event: GameEvent): void {
    this.record?.(event, this)
  }

  private playPeriod(): void {
    const overtime = this.period >= REGULAR_PERIODS
    this.rng = new Rng(this.sheet.seed, this.sheet.id, this.period, this.sheet.salts?.[this.period] ?? 0)
    this.period++
    this.clock = overtime ? OVERTIME_SECONDS : PERIOD_SECONDS
    this.home.foulsInPeriod = this.away.foulsInPeriod = 0
    this.tell({ kind: 'start' })
    for (const side of [this.home, this.away]) this.change(side)
    let offense = overtime || this.period === 1 ? this.tipOff() : this.possessionAtStart()
    while (this.clock > 0) {
      this.possession(offense, this.other(offense))
      offense = this.other(offense)
    }
    this.tell({ kind: 'end' })
  }

  private other(side: Side): Side {
    return side === this.home ? this.away : this.home
  }

  private tipOff(): Side {
    const winner = this.rng.chance(0.5) ? this.home : this.away
    if (this.period === 1) this.first = winner
    const [jumper, opponent, to] = [
      this.one(winner, WEIGHT.block),
      this.one(this.other(winner), WEIGHT.block),
      this.one(winner, WEIGHT.assist),
    ]
    this.tell({ kind: 'tip', side: winner, player: jumper, opponent, to })
    return winner
  }

  /** Who lost the tip has the ball in the second and third quarter, the winner in the fourth. */
  private possessionAtStart(): Side {
    return this.period === REGULAR_PERIODS ? this.first : this.other(this.first)
  }

  /** One team's ball until the other has it. */
  private possession(offense: Side, defense: Side): void {
    for (const side of [offense, defense]) if (this.elapsed >= side.nextChange) this.change(side)
    let seconds = this.rng.int(5, 23)
    while (this.wait(seconds)) {
      if (!this.attempt(offense, defense)) return
      seconds = this.rng.int(2, 13)
    }
  }

  /** Lets the clock run; false when the period is over before anything happens. */
  private wait(seconds: number): boolean {
    const expires = seconds >= this.clock
    const shot = !expires || !this.rng.chance(CHANCE.noShotAtTheEnd)
    const run = expires ? this.clock - (shot ? Math.min(this.clock, this.rng.int(0, 2)) : 0) : seconds
    this.clock -= run
    this.elapsed += run
    for (const side of [this.home, this.away]) for (const line of side.floor) line.seconds += run
    return shot
  }

  /** A try to score; true when the offense keeps the ball. */
  private attempt(offense: Side, defense: Side): boolean {
    const end = this.rng.next()
    if (end < CHANCE.turnover) return this.turnover(offense, defense)
    if (end < CHANCE.turnover + CHANCE.foulBeforeShot) return this.foulBeforeShot(offense, defense)
    return this.shot(offense, defense)
  }

  private turnover(offense: Side, defense: Side): false {
    if (this.rng.chance(CHANCE.teamTurnover)) {
      offense.teamTurnovers++
      this.tell({ kind: 'turnover', side: offense, player: undefined, stolen: false, offensiveFoul: false })
      return false
    }
    const player = this.one(offense, WEIGHT.turnover)
    const offensiveFoul = this.rng.chance(CHANCE.offensiveFoul)
    const stolen = !offensiveFoul && this.rng.chance(CHANCE.stolen)
    if (offensiveFoul && player.pf < MOST_FOULS) player.pf++
    player.tov++
    if (offensiveFoul) this.tell({ kind: 'foul', side: offense, player, type: 'Offensive' })
    this.tell({ kind: 'turnover', side: offense, player, stolen, offensiveFoul })
    if (stolen) {
      const thief = this.one(defense, WEIGHT.steal)
      thief.stl++
      this.tell({ kind: 'steal', side: defense, player: thief })
    }
    if (offensiveFoul) this.sendOff(offense, player)
    return false
  }

  /** A foul of a defender. */
  private foul(defense: Side, type: 'Personal' | 'Shooting'): void {
    const player = this.one(defense, WEIGHT.foul)
    if (player.pf < MOST_FOULS) player.pf++ // a team without anybody left to send on plays on
    defense.foulsInPeriod++
    this.tell({ kind: 'foul', side: defense, player, type })
    this.sendOff(defense, player)
  }

  private sendOff(side: Side, player: Line): void {
    if (player.pf < MOST_FOULS) return
    const substitute = side.substitute()
    if (!substitute) return
    side.floor = side.floor.map((line) => (line === player ? substitute : line))
    this.tell({ kind: 'substitution', side, player: substitute, out: player })
  }

  private foulBeforeShot(offense: Side, defense: Side): boolean {
    this.foul(defense, 'Personal')
    if (defense.foulsInPeriod < BONUS) return true
    return this.freeThrows(offense, defense, this.one(offense, WEIGHT.usage), 2)
  }

  private shot(offense: Side, defense: Side): boolean {
    const { rng } = this
    const player = this.one(offense, WEIGHT.usage)
    const { skill } = player.member.player
    const three = rng.chance(skill.threeShare)
    const value = three ? 3 : 2
    const fouled = rng.chance(three ? CHANCE.foulOnThree : CHANCE.foulOnTwo)
    const edge =
      offense.edge -
      defense.edge -
      LETTING_UP * Math.max(-MOST_LEAD, Math.min(MOST_LEAD, offense.score - defense.score))
    const made = rng.chance(
      ((three ? skill.threeMade : skill.twoMade) + edge) * (fouled ? CHANCE.madeDespiteFoul / 0.5 : 1),
    )
    if (fouled && !made) {
      this.foul(defense, 'Shooting')
      return this.freeThrows(offense, defense, player, value)
    }
    player.fga++
    if (three) player.fg3a++
    if (!made) {
      const blocked = rng.chance(three ? CHANCE.blockedThree : CHANCE.blockedTwo)
      this.tell({ kind: 'shot', side: offense, player, value, made: false, blocked, assist: undefined })
      if (blocked) {
        const blocker = this.one(defense, WEIGHT.block)
        blocker.blk++
        this.tell({ kind: 'block', side: defense, player: blocker })
      }
      return this.rebound(offense, defense, CHANCE.offensiveRebound)
    }
    player.fgm++
    if (three) player.fg3m++
    const assist = rng.chance(three ? CHANCE.assistedThree : CHANCE.assistedTwo)
      ? this.one(offense, WEIGHT.assist, player)
      : undefined
    if (assist) assist.ast++
    this.score(offense, defense, player, value)
    this.tell({ kind: 'shot', side: offense, player, value, made: true, blocked: false, assist })
    if (!fouled) return false
    this.foul(defense, 'Shooting')
    return this.freeThrows(offense, defense, player, 1)
  }

  private freeThrows(offense: Side, defense: Side, player: Line, count: number): boolean {
    for (let n = 1; n <= count; n++) {
      const made = this.rng.chance(player.member.player.skill.freeThrowMade)
      player.fta++
      if (made) {
        player.ftm++
        this.score(offense, defense, player, 1)
      }
      this.tell({ kind: 'freeThrow', side: offense, player, n, of: count, made })
      if (n === count && !made) return this.rebound(offense, defense, CHANCE.offensiveReboundOfFreeThrow)
    }
    return false
  }

  private rebound(offense: Side, defense: Side, chance: number): boolean {
    const offensive = this.rng.chance(chance)
    const side = offensive ? offense : defense
    let player: Line | undefined
    if (!this.rng.chance(CHANCE.teamRebound)) {
      player = this.one(side, offensive ? WEIGHT.offensiveRebound : WEIGHT.defensiveRebound)
      if (offensive) player.oreb++
      else player.dreb++
    }
    this.tell({ kind: 'rebound', side, player })
    return offensive
  }

  private score(offense: Side, defense: Side, player: Line, points: number): void {
    player.pts += points
    offense.score += points
    for (const line of offense.floor) line.plusMinus += points
    for (const line of defense.floor) line.plusMinus -= points
  }

  /** One of the five on the floor, by a weight. */
  private one(side: Side, weight: Weight, except?: Line): Line {
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
    if (!chosen) throw new Error(`nobody of team ${side.team} is on the floor`)
    return chosen
  }

  /** Brings the five on the floor up to date. */
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
      if (out) this.tell({ kind: 'substitution', side, player, out })
    }
  }
}
