import { FIRST_SEASON_YEAR } from '../datasets/season.js'
import { addDays } from './calendar.js'
import { makePlayer, type Draft, type Player, type Role } from './players.js'
import { Rng } from './rng.js'
import { TEAM_COUNT } from './teams.js'

/** Two players of different teams change places on a date. */
export interface Trade {
  readonly date: string
  readonly players: readonly [Player, Player]
}

/** Who is where when a season begins (index of the team), and the trades in it, by date. */
export interface Opening {
  readonly teamOf: ReadonlyMap<Player, number>
  readonly trades: readonly Trade[]
}

/**
 * A place on a team that is handed from player to player. Thirteen of a team are never empty, up to four more are
 * filled in most years: rosters of 13 to 17. Trades swap places of one kind, so that rosters keep their size.
 */
const CORE_PLACES = 13
const EXTRA_PLACES = 4
const PLACES = TEAM_COUNT * (CORE_PLACES + EXTRA_PLACES)
const isCore = (place: number): boolean => place < TEAM_COUNT * CORE_PLACES

/** Game ids have two digits for the year: no season after this one can be asked for. */
const LAST_YEAR = FIRST_SEASON_YEAR + 99

/** Lengths of careers in seasons: many short ones. */
const CAREER_YEARS = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 18]

/** Chance that a player outside the core is away for a season (another league, an injury) and comes back. */
const AWAY = 0.12

/** Picks of a draft: two rounds. */
const PICKS = 2 * TEAM_COUNT

/** Share of the newcomers who were drafted. */
const DRAFTED = 0.8

const TRADES = { fewest: 20, most: 28 }
/** Talent of a player who is surely seen in games for each of his teams. */
const REGULAR_TALENT = 0.5
const SUMMER_MOVES = { core: 60, extra: 25 }

/** The places' roles: of each team's seventeen six guards, seven forwards, four centres. */
const ROLES: readonly Role[] = [
  'G',
  'F',
  'C',
  'G',
  'F',
  'G',
  'F',
  'C',
  'F',
  'G',
  'F',
  'G',
  'C',
  'F',
  'G',
  'F',
  'C',
]

/** All careers of the league from its first season on: who played when, and for whom. */
export class Careers {
  /** In the order of their ids, which is that of their first seasons. */
  readonly players: readonly Player[]
  private readonly byYear = new Map<number, (Player | undefined)[]>()
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

  private placesOf(year: number): (Player | undefined)[] {
    let places = this.byYear.get(year)
    if (!places) this.byYear.set(year, (places = Array.from({ length: PLACES }, () => undefined)))
    return places
  }

  /** Goes through all years: who begins where, who is traded, who moves in the summer. */
  private moveAll(): void {
    const teams = Array.from({ length: PLACES }, (_, place) => place % TEAM_COUNT)
    for (let year = FIRST_SEASON_YEAR; year <= LAST_YEAR; year++) {
      const places = this.placesOf(year)
      const teamOf = new Map<Player, number>()
      places.forEach((player, place) => {
        if (player) teamOf.set(player, teams[place] ?? 0)
      })
      const trades = tradesOf(new Rng(this.seed, 'trades', year), year, teams, places)
      this.openings.set(year, { teamOf, trades })
      const rng = new Rng(this.seed, 'summer', year)
      const core = TEAM_COUNT * CORE_PLACES
      for (let i = 0; i < SUMMER_MOVES.core; i++) swap(teams, rng.int(0, core - 1), rng.int(0, core - 1))
      for (let i = 0; i < SUMMER_MOVES.extra; i++)
        swap(teams, rng.int(core, PLACES - 1), rng.int(core, PLACES - 1))
    }
  }
}

/** Players' ids of the real league have up to seven digits; these begin where those have not got to. */
const FIRST_PLAYER_ID = 1_900_001

interface Spell {
  readonly place: number
  readonly from: number
  readonly to: number
  readonly away: ReadonlySet<number>
}

/** The players that held a place, one after the other. */
function spellsOf(seed: number, place: number): Spell[] {
  const rng = new Rng(seed, 'place', place)
  const spells: Spell[] = []
  let from = FIRST_SEASON_YEAR
  while (from <= LAST_YEAR) {
    const to = Math.min(LAST_YEAR, from + rng.pick(CAREER_YEARS) - 1)
    const away = new Set<number>()
    if (!isCore(place)) {
      for (let year = from + 1; year < to; year++) if (rng.chance(AWAY)) away.add(year)
    }
    spells.push({ place, from, to, away })
    from = to + 1 + (isCore(place) ? 0 : rng.int(0, 2))
  }
  return spells
}

/** Each year's newcomers (`spells` in the order of years) and their picks; some picks never play. */
function draftsOf(seed: number, spells: readonly Spell[]): Map<Spell, Draft> {
  const drafts = new Map<Spell, Draft>()
  let year = 0
  let rng = new Rng(seed, 'draft', year)
  let picks: number[] = []
  for (const spell of spells) {
    if (spell.from !== year) {
      year = spell.from
      rng = new Rng(seed, 'draft', year)
      picks = rng.shuffled(Array.from({ length: PICKS }, (_, i) => i + 1))
    }
    const number = rng.chance(DRAFTED) ? picks.pop() : undefined
    if (number !== undefined) drafts.set(spell, { year, round: number <= TEAM_COUNT ? 1 : 2, number })
  }
  return drafts
}

/**
 * The trades of a season, from late November to the deadline in February. The last one always moves a player of the
 * first one again, to a third team. `teams` is changed with them.
 */
function tradesOf(rng: Rng, year: number, teams: number[], places: readonly (Player | undefined)[]): Trade[] {
  const dates = Array.from({ length: rng.int(TRADES.fewest, TRADES.most) }, () =>
    addDays(`${year}-11-25`, rng.int(0, 70)),
  ).toSorted()
  const core = TEAM_COUNT * CORE_PLACES
  let firstMoved = 0
  let firstTeams: readonly (number | undefined)[] = []
  return dates.map((date, index) => {
    const last = index === dates.length - 1
    let a = last ? firstMoved : rng.int(0, core - 1)
    while (index === 0 && (places[a]?.skill.talent ?? 0) < REGULAR_TALENT) a = rng.int(0, core - 1)
    let b = rng.int(0, core - 1)
    while (teams[b] === teams[a] || (last && firstTeams.includes(teams[b]))) b = rng.int(0, core - 1)
    if (index === 0) {
      firstMoved = a
      firstTeams = [teams[a], teams[b]]
    }
    swap(teams, a, b)
    const players = [places[a], places[b]]
    const [one, other] = players
    if (!one || !other) throw new Error('a core place is empty')
    return { date, players: [one, other] }
  })
}

function swap(teams: number[], a: number, b: number): void {
  const kept = teams[a] ?? 0
  teams[a] = teams[b] ?? 0
  teams[b] = kept
}
