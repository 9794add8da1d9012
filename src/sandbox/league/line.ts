import type { Role } from './players.js'
import type { Member } from './rosters.js'

/** The counted statistics of a player or a team in a game. */
export interface Counts {
  seconds: number
  fgm: number
  fga: number
  fg3m: number
  fg3a: number
  ftm: number
  fta: number
  oreb: number
  dreb: number
  ast: number
  stl: number
  blk: number
  tov: number
  pf: number
  pts: number
  plusMinus: number
}

/** A player's line in a game; a player who did not play has 0 seconds. */
export class Line implements Counts {
  seconds = 0
  fgm = 0
  fga = 0
  fg3m = 0
  fg3a = 0
  ftm = 0
  fta = 0
  oreb = 0
  dreb = 0
  ast = 0
  stl = 0
  blk = 0
  tov = 0
  pf = 0
  pts = 0
  plusMinus = 0
  /** Starting position; '' for the bench. */
  start: Role | '' = ''
  readonly weights: readonly number[]

  constructor(
    readonly member: Member,
    /** Reason why the player was not available; '' when he was. */
    readonly absent: string,
  ) {
    this.weights = member.player.skill.weights
  }
}

/** One team's part of a game that has been played. */
export interface PlayedSide {
  readonly team: number
  /** Starters first, then the bench by playing time, then those who did not play. */
  readonly lines: readonly Line[]
  /** Turnovers of the team itself (24 seconds …), counted in the team's line only. */
  readonly teamTurnovers: number
  readonly score: number
}

const COUNTED = [
  'seconds',
  'fgm',
  'fga',
  'fg3m',
  'fg3a',
  'ftm',
  'fta',
  'oreb',
  'dreb',
  'ast',
  'stl',
  'blk',
  'tov',
  'pf',
  'pts',
] as const

/** The sum of lines; `plusMinus` stays 0. */
export function sumOf(lines: readonly Line[]): Counts {
  const total: Counts = {
    seconds: 0,
    fgm: 0,
    fga: 0,
    fg3m: 0,
    fg3a: 0,
    ftm: 0,
    fta: 0,
    oreb: 0,
    dreb: 0,
    ast: 0,
    stl: 0,
    blk: 0,
    tov: 0,
    pf: 0,
    pts: 0,
    plusMinus: 0,
  }
  for (const line of lines) for (const key of COUNTED) total[key] += line[key]
  return total
}

/**
 * A team's line: the sum of its players' lines plus the team's own turnovers. Team rebounds count in no line, as in the
 * real logs: they appear in the play-by-play only.
 */
export function teamLine(side: PlayedSide, other: PlayedSide): Counts {
  const total = sumOf(side.lines)
  total.tov += side.teamTurnovers
  total.plusMinus = side.score - other.score
  return total
}
