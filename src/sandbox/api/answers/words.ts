import type { GameEvent, Moment } from '../../league/game-event.js'
import type { Line } from '../../league/line.js'
import { unaccented } from '../../league/names.js'
import type { Rng } from '../../league/rng.js'
import type { Side } from '../../league/side.js'
import type { Team } from '../../league/teams.js'
import { shotFrom } from './shot-place.js'

type Of<Kind extends GameEvent['kind']> = Extract<GameEvent, { readonly kind: Kind }>

const TURNOVERS = ['Bad Pass', 'Bad Pass', 'Lost Ball', 'Traveling', 'Out of Bounds Lost Ball']
const FOUL_CODES = { Personal: 'P.FOUL', Shooting: 'S.FOUL', Offensive: 'OFF.Foul' }
const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th']

/** What an action may say beside its text; the rest is empty. */
export interface Said {
  readonly type: string
  readonly subType?: string
  readonly text: string
  readonly side?: Side
  readonly player?: Line | undefined
  /** The team's own: its id stands where a player's does. */
  readonly ofTeam?: boolean
  readonly shot?: object
  /** The action tells the score. */
  readonly scored?: boolean
  /** It belongs to the action before (a block, a steal) and shares its number. */
  readonly sameNumber?: boolean
}

/** Says what happens in a game in the words of stats.nba.com. */
export class Words {
  private readonly names = new Map<Line, string>()

  constructor(
    private readonly teams: readonly Team[],
    private readonly rng: Rng,
  ) {}

  of(event: GameEvent, at: Moment): Said {
    switch (event.kind) {
      case 'start':
      case 'end':
        return {
          type: 'period',
          subType: event.kind,
          text: `${event.kind === 'start' ? 'Start' : 'End'} of ${periodName(at.period)}`,
          scored: true,
        }
      case 'tip':
        return {
          ...by(event),
          type: 'Jump Ball',
          text: `Jump Ball ${this.plain(event.player)} vs. ${this.plain(event.opponent)}: Tip to ${this.plain(event.to)}`,
        }
      case 'shot':
        return this.shot(event)
      case 'block':
        return {
          ...by(event),
          type: '',
          text: `${this.plain(event.player)} BLOCK (${event.player.blk} BLK)`,
          sameNumber: true,
        }
      case 'steal':
        return {
          ...by(event),
          type: '',
          text: `${this.plain(event.player)} STEAL (${event.player.stl} STL)`,
          sameNumber: true,
        }
      case 'freeThrow': {
        const what = `Free Throw ${event.n} of ${event.of}`
        const text = event.made
          ? `${this.plain(event.player)} ${what} (${event.player.pts} PTS)`
          : `MISS ${this.plain(event.player)} ${what}`
        return { ...by(event), type: 'Free Throw', subType: what, text, scored: event.made }
      }
      case 'rebound':
        return this.rebound(event)
      case 'foul': {
        const counts = `(P${event.player.pf}.T${event.side.foulsInPeriod})`
        const text = `${this.plain(event.player)} ${FOUL_CODES[event.type]} ${counts}`
        return { ...by(event), type: 'Foul', subType: event.type, text }
      }
      case 'turnover':
        return this.turnover(event)
      case 'substitution':
        return {
          side: event.side,
          player: event.out,
          type: 'Substitution',
          text: `SUB: ${this.plain(event.player)} FOR ${this.plain(event.out)}`,
        }
    }
  }

  private shot({ side, player, value, made, assist }: Of<'shot'>): Said {
    const place = shotFrom(this.rng, value)
    const what = `${this.plain(player)} ${place.distance}' ${value === 3 ? '3PT ' : ''}${place.kind}`
    const assisted = assist ? ` (${this.plain(assist)} ${assist.ast} AST)` : ''
    return {
      side,
      player,
      type: made ? 'Made Shot' : 'Missed Shot',
      subType: place.kind,
      text: made ? `${what} (${player.pts} PTS)${assisted}` : `MISS ${what}`,
      scored: made,
      shot: {
        xLegacy: place.x,
        yLegacy: place.y,
        shotDistance: place.distance,
        shotResult: made ? 'Made' : 'Missed',
        isFieldGoal: 1,
        shotValue: value,
      },
    }
  }

  private rebound({ side, player }: Of<'rebound'>): Said {
    const about = { type: 'Rebound', side }
    return player
      ? {
          ...about,
          player,
          subType: 'Unknown',
          text: `${this.plain(player)} REBOUND (Off:${player.oreb} Def:${player.dreb})`,
        }
      : { ...about, ofTeam: true, subType: 'Normal Rebound', text: `${this.shouted(side)} Rebound` }
  }

  private turnover({ side, player, stolen, offensiveFoul }: Of<'turnover'>): Said {
    const about = { type: 'Turnover', side }
    if (!player) {
      return {
        ...about,
        ofTeam: true,
        subType: 'Shot Clock',
        text: `${this.shouted(side)} Turnover: Shot Clock`,
      }
    }
    const subType = offensiveFoul
      ? 'Offensive Foul Turnover'
      : this.rng.pick(stolen ? TURNOVERS.slice(0, 3) : TURNOVERS)
    return { ...about, player, subType, text: `${this.plain(player)} ${subType} Turnover (P${player.tov})` }
  }

  /** A family name as descriptions have it. */
  private plain(line: Line): string {
    let name = this.names.get(line)
    if (name === undefined) this.names.set(line, (name = unaccented(line.member.player.name.last)))
    return name
  }

  timeout(side: Side): Said {
    return {
      type: 'Timeout',
      subType: 'Regular',
      side,
      ofTeam: true,
      text: `${this.shouted(side)} Timeout: Regular`,
    }
  }

  private shouted(side: Side): string {
    return unaccented(this.teams[side.team]?.name ?? '').toUpperCase()
  }
}

const by = ({
  side,
  player,
}: {
  readonly side: Side
  readonly player: Line
}): Pick<Said, 'side' | 'player'> => ({ side, player })

/** 1 -> '1st Period', 5 -> '1st OT' */
const periodName = (period: number): string =>
  period <= 4 ? `${ORDINALS[period - 1]} Period` : `${ORDINALS[period - 5] ?? `${period - 4}th`} OT`
