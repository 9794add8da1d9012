import { Line } from './line.js'
import type { Role } from './players.js'
import type { Rng } from './rng.js'
import type { Member } from './rosters.js'

/** A team as it comes to a game. */
export interface TeamSheet {
  readonly team: number
  /** What is added to the chance of each of its shots and taken from its opponents'. */
  readonly edge: number
  readonly roster: readonly Member[]
  readonly out: ReadonlySet<Member>
}

/** Fouls that send a player off. */
export const MOST_FOULS = 6

const STARTERS: readonly Role[] = ['F', 'F', 'C', 'G', 'G']
/** Shares of the game that the rotation plays, the best first; made to add up to five. */
const SHARES = [0.74, 0.71, 0.68, 0.65, 0.6, 0.48, 0.42, 0.34, 0.22, 0.12, 0.06]
const SMALLEST_ROTATION = 9
/** How much better or worse than their talent players are on a day. */
const FORM = 0.3

/** A player of the rotation: his share of the game, and how much he should be on the floor just now. */
interface Turn {
  readonly line: Line
  readonly share: number
  want: number
}

/** A team during a game. */
export class Side {
  readonly team: number
  readonly edge: number
  /** All on the roster: starters, the rest of the rotation, those who are not meant to play, those who cannot. */
  readonly lines: readonly Line[]
  floor: readonly Line[]
  score = 0
  foulsInPeriod = 0
  teamTurnovers = 0
  /** The game's second at which the next change of players is thought of. */
  nextChange = 0
  private readonly rotation: readonly Turn[]

  constructor(sheet: TeamSheet, rng: Rng) {
    this.team = sheet.team
    this.edge = sheet.edge
    const byForm = sheet.roster
      .map((member) => ({ member, form: member.player.skill.talent + FORM * rng.bell() }))
      .toSorted((a, b) => b.form - a.form)
      .map(({ member }) => member)
    const available = byForm.filter((member) => !sheet.out.has(member))
    const out = byForm.filter((member) => sheet.out.has(member))
    // A team that has too few healthy players is helped by those who are less ill.
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

  /** The five that should play now, `elapsed` seconds into the game: starters to begin and to end with, else who is behind his share. */
  best(elapsed: number, period: number, atEnds: boolean, rng: Rng): readonly Line[] {
    for (const turn of this.rotation) {
      const { line, share } = turn
      const trouble = line.pf >= MOST_FOULS - 1 && period < 4 ? 600 : line.pf > period + 1 ? 200 : 0
      const want = atEnds ? share * 1000 : share * elapsed - line.seconds + 120 * share
      turn.want = line.pf >= MOST_FOULS ? -Infinity : want - trouble + 60 * rng.next()
    }
    const five: Line[] = []
    while (five.length < 5) {
      let most: Turn | undefined
      for (const turn of this.rotation) if (turn.want > (most?.want ?? -Infinity)) most = turn
      if (!most) break
      five.push(most.line)
      most.want = -Infinity
    }
    for (let more = this.substitute(five); five.length < 5 && more; more = this.substitute(five))
      five.push(more)
    return five
  }

  /** Who comes in for a player who must leave: the best of those who may still play and are not among `busy`. */
  substitute(busy: readonly Line[] = this.floor): Line | undefined {
    return this.lines.find((line) => line.pf < MOST_FOULS && line.absent === '' && !busy.includes(line))
  }
}

/** Two forwards, a centre, two guards, the best of each; where there are too few of a kind the best of the others. */
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
