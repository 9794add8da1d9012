import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { makePlayer, type LeaguePlayer, type Role } from './players.js'
import { Rng } from './rng.js'
import { CORE_SPOTS, draftsOf, LAST_YEAR, ROSTER_SPOTS, spellsOf } from './spells.js'
import { TEAM_COUNT } from './teams.js'
import { swap, tradesOf, type Trade } from './trades.js'

/** Each player's team (its index) at the start of a season, and the season's trades by date. */
export interface Opening {
  readonly teamOf: ReadonlyMap<LeaguePlayer, number>
  readonly trades: readonly Trade[]
}

const SUMMER_MOVES = { core: 60, extra: 25 }

/** Roles of a team's seventeen roster spots: six guards, seven forwards, four centres. */
// prettier-ignore
const ROLES: readonly Role[] = ['G', 'F', 'C', 'G', 'F', 'G', 'F', 'C', 'F', 'G', 'F', 'G', 'C', 'F', 'G', 'F', 'C']

/** All careers of the league from its first season on: each player's seasons and teams. */
export class Careers {
  /** All players in the order of their ids, which is the order of their first seasons. */
  readonly players: readonly LeaguePlayer[]
  private readonly byYear = new Map<number, (LeaguePlayer | undefined)[]>()
  private readonly openings = new Map<number, Opening>()

  constructor(private readonly seed: number) {
    const spells = Array.from({ length: ROSTER_SPOTS }, (_, spot) => spellsOf(seed, spot)).flat()
    spells.sort((a, b) => a.from - b.from || a.spot - b.spot)
    const drafts = draftsOf(seed, spells)
    this.players = spells.map((spell, index) => {
      const player = makePlayer(seed, {
        id: FIRST_PLAYER_ID + index,
        role: ROLES[Math.floor(spell.spot / TEAM_COUNT)] ?? 'F',
        fromYear: spell.from,
        toYear: spell.to,
        draft: drafts.get(spell) ?? null,
      })
      for (let year = spell.from; year <= spell.to; year++) {
        if (!spell.away.has(year)) this.spotsOf(year)[spell.spot] = player
      }
      return player
    })
    this.moveAll()
  }

  /** The opening of a season; undefined before the league's first season and after its last. */
  opening(year: number): Opening | undefined {
    return this.openings.get(year)
  }

  private spotsOf(year: number): (LeaguePlayer | undefined)[] {
    let spots = this.byYear.get(year)
    if (!spots) this.byYear.set(year, (spots = Array.from({ length: ROSTER_SPOTS }, () => undefined)))
    return spots
  }

  /** Computes each year's opening, its trades and the moves of the summer after it. */
  private moveAll(): void {
    const teams = Array.from({ length: ROSTER_SPOTS }, (_, spot) => spot % TEAM_COUNT)
    for (let year = FIRST_SEASON_YEAR; year <= LAST_YEAR; year++) {
      const spots = this.spotsOf(year)
      const teamOf = new Map<LeaguePlayer, number>()
      spots.forEach((player, spot) => {
        if (player) teamOf.set(player, teams[spot] ?? 0)
      })
      const trades = tradesOf(new Rng(this.seed, 'trades', year), year, teams, spots)
      this.openings.set(year, { teamOf, trades })
      const rng = new Rng(this.seed, 'summer', year)
      for (let i = 0; i < SUMMER_MOVES.core; i++)
        swap(teams, rng.int(0, CORE_SPOTS - 1), rng.int(0, CORE_SPOTS - 1))
      for (let i = 0; i < SUMMER_MOVES.extra; i++)
        swap(teams, rng.int(CORE_SPOTS, ROSTER_SPOTS - 1), rng.int(CORE_SPOTS, ROSTER_SPOTS - 1))
    }
  }
}

/** The real league's player ids have up to seven digits; these begin above all that it has given out. */
const FIRST_PLAYER_ID = 1_900_001
