import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { makePlayer, type LeaguePlayer, type Role } from './players.js'
import { Rng } from './rng.js'
import { CORE_PLACES, draftsOf, LAST_YEAR, PLACES, spellsOf } from './spells.js'
import { TEAM_COUNT } from './teams.js'
import { swap, tradesOf, type Trade } from './trades.js'

/** Who is where when a season begins (index of the team), and the trades in it, by date. */
export interface Opening {
  readonly teamOf: ReadonlyMap<LeaguePlayer, number>
  readonly trades: readonly Trade[]
}

const SUMMER_MOVES = { core: 60, extra: 25 }

/** The places' roles: of each team's seventeen six guards, seven forwards, four centres. */
// prettier-ignore
const ROLES: readonly Role[] = ['G', 'F', 'C', 'G', 'F', 'G', 'F', 'C', 'F', 'G', 'F', 'G', 'C', 'F', 'G', 'F', 'C']

/** All careers of the league from its first season on: who played when, and for whom. */
export class Careers {
  /** In the order of their ids, which is that of their first seasons. */
  readonly players: readonly LeaguePlayer[]
  private readonly byYear = new Map<number, (LeaguePlayer | undefined)[]>()
  private readonly openings = new Map<number, Opening>()

  constructor(private readonly seed: number) {
    const spells = Array.from({ length: PLACES }, (_, place) => spellsOf(seed, place)).flat()
    spells.sort((a, b) => a.from - b.from || a.place - b.place)
    const drafts = draftsOf(seed, spells)
    this.players = spells.map((spell, index) => {
      const player = makePlayer(seed, {
        id: FIRST_PLAYER_ID + index,
        role: ROLES[Math.floor(spell.place / TEAM_COUNT)] ?? 'F',
        fromYear: spell.from,
        toYear: spell.to,
        draft: drafts.get(spell) ?? null,
      })
      for (let year = spell.from; year <= spell.to; year++) {
        if (!spell.away.has(year)) this.placesOf(year)[spell.place] = player
      }
      return player
    })
    this.moveAll()
  }

  /** Undefined before the league's first season and after its last. */
  opening(year: number): Opening | undefined {
    return this.openings.get(year)
  }

  private placesOf(year: number): (LeaguePlayer | undefined)[] {
    let places = this.byYear.get(year)
    if (!places) this.byYear.set(year, (places = Array.from({ length: PLACES }, () => undefined)))
    return places
  }

  /** Goes through all years: who begins where, who is traded, who moves in the summer. */
  private moveAll(): void {
    const teams = Array.from({ length: PLACES }, (_, place) => place % TEAM_COUNT)
    for (let year = FIRST_SEASON_YEAR; year <= LAST_YEAR; year++) {
      const places = this.placesOf(year)
      const teamOf = new Map<LeaguePlayer, number>()
      places.forEach((player, place) => {
        if (player) teamOf.set(player, teams[place] ?? 0)
      })
      const trades = tradesOf(new Rng(this.seed, 'trades', year), year, teams, places)
      this.openings.set(year, { teamOf, trades })
      const rng = new Rng(this.seed, 'summer', year)
      for (let i = 0; i < SUMMER_MOVES.core; i++)
        swap(teams, rng.int(0, CORE_PLACES - 1), rng.int(0, CORE_PLACES - 1))
      for (let i = 0; i < SUMMER_MOVES.extra; i++)
        swap(teams, rng.int(CORE_PLACES, PLACES - 1), rng.int(CORE_PLACES, PLACES - 1))
    }
  }
}

/** Players' ids of the real league have up to seven digits; these begin where those have not got to. */
const FIRST_PLAYER_ID = 1_900_001
