import type { Court } from './court.js'
import type { Line } from './line.js'
import { WEIGHT } from './players.js'
import { MOST_FOULS, type Side } from './side.js'

/** Probabilities of a possession's outcomes: the real league's frequencies of today, for every season. */
const CHANCE = {
  turnover: 0.12,
  teamTurnover: 0.04,
  stolen: 0.62,
  offensiveFoul: 0.12,
  foulBeforeShot: 0.075,
  offensiveRebound: 0.27,
  offensiveReboundOfFreeThrow: 0.12,
  teamRebound: 0.09,
}
const OF_TWO = { foul: 0.16, assist: 0.52, block: 0.16 }
const OF_THREE = { foul: 0.015, assist: 0.82, block: 0.01 }

/** Factor on the chance of a shot that is fouled. */
const MADE_DESPITE_FOUL = 0.6

/** Seconds that an attack takes; a second attack follows an offensive rebound or a foul. */
const ATTACK = { from: 5, to: 23 }
const SECOND_ATTACK = { from: 2, to: 13 }

/**
 * Reduction of the leading team's chance to score for each point of its lead (and the other way round): keeps games
 * closer than chance alone.
 */
const PENALTY_PER_POINT_OF_LEAD = 0.0025
const MOST_LEAD = 20

/** From this team foul of a period on, every foul gives free throws. */
const BONUS = 5

/** Plays possessions on a court, with the court's random numbers. */
export class Possessions {
  constructor(private readonly court: Court) {}

  /** Plays one team's possession until the other team has the ball or the period is over. */
  play(offense: Side, defense: Side): void {
    const { court } = this
    court.substituteWhenDue()
    let seconds = court.rng.int(ATTACK.from, ATTACK.to)
    while (court.runClock(seconds)) {
      if (!this.attempt(offense, defense)) return
      seconds = court.rng.int(SECOND_ATTACK.from, SECOND_ATTACK.to)
    }
  }

  /** Plays one attack; true when the offense keeps the ball. */
  private attempt(offense: Side, defense: Side): boolean {
    const end = this.court.rng.next()
    if (end < CHANCE.turnover) return this.turnover(offense, defense)
    if (end < CHANCE.turnover + CHANCE.foulBeforeShot) return this.foulBeforeShot(offense, defense)
    return this.shot(offense, defense)
  }

  private turnover(offense: Side, defense: Side): false {
    if (this.court.rng.chance(CHANCE.teamTurnover)) {
      offense.teamTurnovers++
      this.court.emit({
        kind: 'turnover',
        side: offense,
        player: undefined,
        stolen: false,
        offensiveFoul: false,
      })
      return false
    }
    const player = this.court.pickPlayer(offense, WEIGHT.turnover)
    const offensiveFoul = this.court.rng.chance(CHANCE.offensiveFoul)
    const stolen = !offensiveFoul && this.court.rng.chance(CHANCE.stolen)
    if (offensiveFoul && player.pf < MOST_FOULS) player.pf++
    player.tov++
    if (offensiveFoul) this.court.emit({ kind: 'foul', side: offense, player, type: 'Offensive' })
    this.court.emit({ kind: 'turnover', side: offense, player, stolen, offensiveFoul })
    if (stolen) {
      const thief = this.court.pickPlayer(defense, WEIGHT.steal)
      thief.stl++
      this.court.emit({ kind: 'steal', side: defense, player: thief })
    }
    if (offensiveFoul) this.court.foulOut(offense, player)
    return false
  }

  /** A foul of a defender. */
  private foul(defense: Side, type: 'Personal' | 'Shooting'): void {
    const player = this.court.pickPlayer(defense, WEIGHT.foul)
    if (player.pf < MOST_FOULS) player.pf++ // A team without a substitute keeps its fouled-out player on the floor.
    defense.foulsInPeriod++
    this.court.emit({ kind: 'foul', side: defense, player, type })
    this.court.foulOut(defense, player)
  }

  private foulBeforeShot(offense: Side, defense: Side): boolean {
    this.foul(defense, 'Personal')
    if (defense.foulsInPeriod < BONUS) return true
    return this.freeThrows(offense, defense, this.court.pickPlayer(offense, WEIGHT.usage), 2)
  }

  private shot(offense: Side, defense: Side): boolean {
    const { court } = this
    const { rng } = court
    const player = court.pickPlayer(offense, WEIGHT.usage)
    const { skill } = player.member.player
    const value = rng.chance(skill.threeShare) ? 3 : 2
    const odds = value === 3 ? OF_THREE : OF_TWO
    const fouled = rng.chance(odds.foul)
    const lead = Math.max(-MOST_LEAD, Math.min(MOST_LEAD, offense.score - defense.score))
    const edge = offense.edge - defense.edge - PENALTY_PER_POINT_OF_LEAD * lead
    const skilled = (value === 3 ? skill.threeMade : skill.twoMade) + edge
    const made = rng.chance(fouled ? skilled * MADE_DESPITE_FOUL : skilled)
    if (fouled && !made) {
      this.foul(defense, 'Shooting')
      return this.freeThrows(offense, defense, player, value)
    }
    player.fga++
    if (value === 3) player.fg3a++
    if (!made) return this.miss(offense, defense, player, value)
    player.fgm++
    if (value === 3) player.fg3m++
    const assist = rng.chance(odds.assist) ? court.pickPlayer(offense, WEIGHT.assist, player) : undefined
    if (assist) assist.ast++
    court.score(offense, defense, player, value)
    court.emit({ kind: 'shot', side: offense, player, value, made, assist })
    if (!fouled) return false
    this.foul(defense, 'Shooting')
    return this.freeThrows(offense, defense, player, 1)
  }

  private miss(offense: Side, defense: Side, player: Line, value: 2 | 3): boolean {
    const { court } = this
    const blocked = court.rng.chance(value === 3 ? OF_THREE.block : OF_TWO.block)
    court.emit({ kind: 'shot', side: offense, player, value, made: false, assist: undefined })
    if (blocked) {
      const blocker = court.pickPlayer(defense, WEIGHT.block)
      blocker.blk++
      court.emit({ kind: 'block', side: defense, player: blocker })
    }
    return this.rebound(offense, defense, CHANCE.offensiveRebound)
  }

  private freeThrows(offense: Side, defense: Side, player: Line, count: number): boolean {
    for (let n = 1; n <= count; n++) {
      const made = this.court.rng.chance(player.member.player.skill.freeThrowMade)
      player.fta++
      if (made) {
        player.ftm++
        this.court.score(offense, defense, player, 1)
      }
      this.court.emit({ kind: 'freeThrow', side: offense, player, n, of: count, made })
      if (n === count && !made) return this.rebound(offense, defense, CHANCE.offensiveReboundOfFreeThrow)
    }
    return false
  }

  private rebound(offense: Side, defense: Side, chance: number): boolean {
    const offensive = this.court.rng.chance(chance)
    const side = offensive ? offense : defense
    let player: Line | undefined
    if (!this.court.rng.chance(CHANCE.teamRebound)) {
      player = this.court.pickPlayer(side, offensive ? WEIGHT.offensiveRebound : WEIGHT.defensiveRebound)
      if (offensive) player.oreb++
      else player.dreb++
    }
    this.court.emit({ kind: 'rebound', side, player })
    return offensive
  }
}
