import { addDays } from './calendar.js'
import type { Opening } from './careers.js'
import type { LeaguePlayer } from './players.js'
import { Rng } from './rng.js'
import { TEAM_COUNT } from './teams.js'

/** A player's time with a team in one season. */
export interface Member {
  readonly player: LeaguePlayer
  /** Index in `teamsOf`. */
  readonly team: number
  readonly jersey: string | null
  /** First day with the team; '' for a member since the start of the season. */
  readonly from: string
  /** First day away from the team; '' for a member until the end of the season. */
  until: string
}

interface Absence {
  readonly from: string
  readonly until: string
}

/** A season's rosters, which advance date by date. */
export class Rosters {
  /** Each player's time with each team, in the order in which they began. */
  readonly members: Member[] = []
  private readonly current: Member[][] = Array.from({ length: TEAM_COUNT }, () => [])
  private readonly jerseys: Set<string>[] = Array.from({ length: TEAM_COUNT }, () => new Set())
  private readonly absences = new Map<LeaguePlayer, readonly Absence[]>()
  private traded = 0

  constructor(
    seed: number,
    year: number,
    private readonly opening: Opening,
  ) {
    for (const [player, team] of opening.teamOf) {
      this.join(player, team, '')
      this.absences.set(player, absencesOf(new Rng(seed, 'absence', year, player.id), year))
    }
  }

  /** Makes the trades up to and including a date. Dates never go back. */
  advanceTo(date: string): void {
    for (;;) {
      const trade = this.opening.trades[this.traded]
      if (!trade || trade.date > date) return
      this.traded++
      const [a, b] = trade.players.map((player) => this.leave(player, trade.date))
      if (a && b) {
        this.join(a.player, b.team, trade.date)
        this.join(b.player, a.team, trade.date)
      }
    }
  }

  /** A team's roster on the date advanced to. The list is never modified. */
  of(team: number): readonly Member[] {
    return this.current[team] ?? []
  }

  isOut(member: Member, date: string): boolean {
    return (this.absences.get(member.player) ?? []).some(({ from, until }) => from <= date && date < until)
  }

  private join(player: LeaguePlayer, team: number, from: string): void {
    const member = { player, team, jersey: this.number(player, team), from, until: '' }
    this.members.push(member)
    this.current[team] = [...this.of(team), member]
  }

  private leave(player: LeaguePlayer, date: string): Member | undefined {
    for (const [team, roster] of this.current.entries()) {
      const member = roster.find((m) => m.player === player)
      if (!member) continue
      member.until = date
      if (member.jersey !== null) this.jerseys[team]?.delete(member.jersey)
      this.current[team] = roster.filter((m) => m !== member)
      return member
    }
    return undefined
  }

  /** The player's preferred number, or the next free one. */
  private number(player: LeaguePlayer, team: number): string | null {
    const taken = this.jerseys[team]
    let number = player.jersey
    if (number === null || !taken) return null
    while (taken.has(number)) number = String((Number(number) + 1) % 100)
    taken.add(number)
    return number
  }
}

/** A player's absences of a season: none for two players in five, otherwise one or two of 3 to 35 days. */
function absencesOf(rng: Rng, year: number): Absence[] {
  return Array.from({ length: rng.pick([0, 0, 1, 1, 2]) }, () => {
    const from = addDays(`${year}-10-20`, rng.int(0, 170))
    return { from, until: addDays(from, rng.pick([3, 4, 6, 8, 10, 14, 21, 35])) }
  })
}
