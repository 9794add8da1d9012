import { Line } from './line.js'
import type { Role } from './players.js'
import type { Rng } from './rng.js'
import type { Member } from './rosters.js'

/** A team before a game: its strength, its roster and the members who cannot play. */
export interface TeamSheet {
  readonly team: number
  /** Added to the chance of each of the team's shots, subtracted from its opponents'. */
  readonly edge: number
  readonly roster: readonly Member[]
  readonly out: ReadonlySet<Member>
}

/** A player leaves the game with this foul. */
export const MOST_FOULS = 6

const STARTERS: readonly Role[] = ['F', 'F', 'C', 'G', 'G']
/** Shares of the game that the rotation plays, the best player first; scaled so that they add up to five. */
const SHARES = [0.74, 0.71, 0.68, 0.65, 0.6, 0.48, 0.42, 0.34, 0.22, 0.12, 0.06]
const SMALLEST_ROTATION = 9
/** Standard deviation of a player's form on a day around his talent. */
const FORM = 0.3

/** A player of the rotation with his share of the game and his present claim to be on the floor. */
interface RotationPlayer {
  readonly line: Line
  readonly share: number
  want: number
}

/** A team during a game. */
export class Side {
  readonly team: number
  readonly edge: number
  /** All members of the roster: starters, the rest of the rotation, members without playing time, absent members. */
  readonly lines: readonly Line[]
  floor: readonly Line[]
  score = 0
  foulsInPeriod = 0
  teamTurnovers = 0
  /** The game's second from which substitutions are considered next. */
  nextChange = 0
  private readonly rotation: readonly RotationPlayer[]

  constructor(sheet: TeamSheet, rng: Rng) {
    this.team = sheet.team
    this.edge = sheet.edge
    const byForm = sheet.roster
      .map((member) => ({ member, form: member.player.skill.talent + FORM * rng.bell() }))
      .toSorted((a, b) => b.form - a.form)
      .map(({ member }) => member)
    const available = byForm.filter((member) => !sheet.out.has(member))
    const out = byForm.filter((member) => sheet.out.has(member))
    // A team with too few healthy players plays its best absent ones.
    while (available.length < SMALLEST_ROTATION) available.push(...out.splice(0, 1))
    const starters = startersOf(available)
    const order = [...starters.keys(), ...available.filter((member) => !starters.has(member))]
    const active = order.map((member) => {
      const line = new Line(member, '')
      line.start = starters.get(member) ?? ''
      return line
    })
    this.lines = [...active, ...out.map((member) => new Line(member, 'DNP - Injury/Illness'))]
    const shares = SHARES.slice(0, Math.min(active.length, rng.int(SMALLEST_ROTATION, SHARES.length)))
    const all = shares.reduce((sum, share) => sum + share, 0)
    this.rotation = active
      .slice(0, shares.length)
      .map((line, i) => ({ line, share: ((shares[i] ?? 0) * 5) / all, want: 0 }))
    this.floor = active.slice(0, 5)
  }

  /**
   * The five that should play `elapsed` seconds into the game: starters at the ends, otherwise the players most behind
   * their share.
   */
  best(elapsed: number, period: number, atEnds: boolean, rng: Rng): readonly Line[] {
    for (const turn of this.rotation) {
      const { line, share } = turn
      const trouble = line.pf >= MOST_FOULS - 1 && period < 4 ? 600 : line.pf > period + 1 ? 200 : 0
      const want = atEnds ? share * 1000 : share * elapsed - line.seconds + 120 * share
      turn.want = line.pf >= MOST_FOULS ? -Infinity : want - trouble + 60 * rng.next()
    }
    const five: Line[] = []
    while (five.length < 5) {
      let most: RotationPlayer | undefined
      for (const turn of this.rotation) if (turn.want > (most?.want ?? -Infinity)) most = turn
      if (!most) break
      five.push(most.line)
      most.want = -Infinity
    }
    for (let more = this.substitute(five); five.length < 5 && more; more = this.substitute(five))
      five.push(more)
    return five
  }

  /** The substitute for a player who must leave: the best member who may still play and is not among `busy`. */
  substitute(busy: readonly Line[] = this.floor): Line | undefined {
    return this.lines.find((line) => line.pf < MOST_FOULS && line.absent === '' && !busy.includes(line))
  }
}

/** The best two forwards, centre and two guards; where a role has too few players, the best of the others. */
function startersOf(available: readonly Member[]): Map<Member, Role> {
  const starters = new Map<Member, Role>()
  for (const exact of [true, false]) {
    for (const role of STARTERS) {
      if (
        [...starters.values()].filter((r) => r === role).length >= STARTERS.filter((r) => r === role).length
      )
        continue
      const best = available.find(
        (member) => !starters.has(member) && (!exact || member.player.role === role),
      )
      if (best) starters.set(best, role)
    }
  }
  return starters
}
