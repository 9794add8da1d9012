import type { GameEvent, GameState } from '../../league/game-event.js'
import type { Line } from '../../league/line.js'
import { unaccented } from '../../league/names.js'
import type { Rng } from '../../league/rng.js'
import type { Side } from '../../league/side.js'
import type { Team } from '../../league/teams.js'
import { randomShotLocation } from './shot-location.js'

type Of<Kind extends GameEvent['kind']> = Extract<GameEvent, { readonly kind: Kind }>

const TURNOVERS = ['Bad Pass', 'Bad Pass', 'Lost Ball', 'Traveling', 'Out of Bounds Lost Ball']
const FOUL_CODES = { Personal: 'P.FOUL', Shooting: 'S.FOUL', Offensive: 'OFF.Foul' }
const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th']

/** The fields of an action that depend on its event; fields left out are empty in the answer. */
export interface ActionContent {
  readonly type: string
  readonly subType?: string
  readonly text: string
  readonly side?: Side
  readonly player?: Line | undefined
  /** An action of the team itself: `personId` is the team's id. */
  readonly ofTeam?: boolean
  readonly shot?: object
  /** The action carries the score. */
  readonly scored?: boolean
  /** The action belongs to the one before it (a block, a steal) and shares its number. */
  readonly sameNumber?: boolean
}

/** Describes the events of a game in the words of stats.nba.com. */
export class ActionTexts {
  private readonly names = new Map<Line, string>()

  constructor(
    private readonly teams: readonly Team[],
    private readonly rng: Rng,
  ) {}

  of(event: GameEvent, at: GameState): ActionContent {
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
          ...sideAndPlayer(event),
          type: 'Jump Ball',
          text: `Jump Ball ${this.lastName(event.player)} vs. ${this.lastName(event.opponent)}: Tip to ${this.lastName(event.to)}`,
        }
      case 'shot':
        return this.shot(event)
      case 'block':
        return {
          ...sideAndPlayer(event),
          type: '',
          text: `${this.lastName(event.player)} BLOCK (${event.player.blk} BLK)`,
          sameNumber: true,
        }
      case 'steal':
        return {
          ...sideAndPlayer(event),
          type: '',
          text: `${this.lastName(event.player)} STEAL (${event.player.stl} STL)`,
          sameNumber: true,
        }
      case 'freeThrow': {
        const what = `Free Throw ${event.n} of ${event.of}`
        const text = event.made
          ? `${this.lastName(event.player)} ${what} (${event.player.pts} PTS)`
          : `MISS ${this.lastName(event.player)} ${what}`
        return { ...sideAndPlayer(event), type: 'Free Throw', subType: what, text, scored: event.made }
      }
      case 'rebound':
        return this.rebound(event)
      case 'foul': {
        const counts = `(P${event.player.pf}.T${event.side.foulsInPeriod})`
        const text = `${this.lastName(event.player)} ${FOUL_CODES[event.type]} ${counts}`
        return { ...sideAndPlayer(event), type: 'Foul', subType: event.type, text }
      }
      case 'turnover':
        return this.turnover(event)
      case 'substitution':
        return {
          side: event.side,
          player: event.out,
          type: 'Substitution',
          text: `SUB: ${this.lastName(event.player)} FOR ${this.lastName(event.out)}`,
        }
    }
  }

  private shot({ side, player, value, made, assist }: Of<'shot'>): ActionContent {
    const location = randomShotLocation(this.rng, value)
    const what = `${this.lastName(player)} ${location.distance}' ${value === 3 ? '3PT ' : ''}${location.kind}`
    const assisted = assist ? ` (${this.lastName(assist)} ${assist.ast} AST)` : ''
    return {
      side,
      player,
      type: made ? 'Made Shot' : 'Missed Shot',
      subType: location.kind,
      text: made ? `${what} (${player.pts} PTS)${assisted}` : `MISS ${what}`,
      scored: made,
      shot: {
        xLegacy: location.x,
        yLegacy: location.y,
        shotDistance: location.distance,
        shotResult: made ? 'Made' : 'Missed',
        isFieldGoal: 1,
        shotValue: value,
      },
    }
  }

  private rebound({ side, player }: Of<'rebound'>): ActionContent {
    const about = { type: 'Rebound', side }
    return player
      ? {
          ...about,
          player,
          subType: 'Unknown',
          text: `${this.lastName(player)} REBOUND (Off:${player.oreb} Def:${player.dreb})`,
        }
      : { ...about, ofTeam: true, subType: 'Normal Rebound', text: `${this.teamInCapitals(side)} Rebound` }
  }

  private turnover({ side, player, stolen, offensiveFoul }: Of<'turnover'>): ActionContent {
    const about = { type: 'Turnover', side }
    if (!player) {
      return {
        ...about,
        ofTeam: true,
        subType: 'Shot Clock',
        text: `${this.teamInCapitals(side)} Turnover: Shot Clock`,
      }
    }
    const subType = offensiveFoul
      ? 'Offensive Foul Turnover'
      : this.rng.pick(stolen ? TURNOVERS.slice(0, 3) : TURNOVERS)
    return {
      ...about,
      player,
      subType,
      text: `${this.lastName(player)} ${subType} Turnover (P${player.tov})`,
    }
  }

  /** A family name without diacritics, as descriptions have it. */
  private lastName(line: Line): string {
    let name = this.names.get(line)
    if (name === undefined) this.names.set(line, (name = unaccented(line.member.player.name.last)))
    return name
  }

  timeout(side: Side): ActionContent {
    return {
      type: 'Timeout',
      subType: 'Regular',
      side,
      ofTeam: true,
      text: `${this.teamInCapitals(side)} Timeout: Regular`,
    }
  }

  private teamInCapitals(side: Side): string {
    return unaccented(this.teams[side.team]?.name ?? '').toUpperCase()
  }
}

const sideAndPlayer = ({
  side,
  player,
}: {
  readonly side: Side
  readonly player: Line
}): Pick<ActionContent, 'side' | 'player'> => ({ side, player })

/** 1 -> '1st Period', 5 -> '1st OT' */
const periodName = (period: number): string =>
  period <= 4 ? `${ORDINALS[period - 1]} Period` : `${ORDINALS[period - 5] ?? `${period - 4}th`} OT`
