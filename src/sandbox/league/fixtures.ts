import { addDays, daysBetween, onOrAfter, weekday } from './calendar.js'
import { gamesEach, pairings, type Pairing } from './pairings.js'
import { Rng } from './rng.js'
import { TEAM_COUNT, teamsOf } from './teams.js'

/** A game before it is played. Teams are indexes in `teamsOf`. */
export interface Fixture extends Pairing {
  /** '0022400001' */
  readonly id: string
  readonly date: string
  /** Minutes after midnight, Eastern time. */
  readonly tipoff: number
  /** The game is played in a city of neither team. */
  readonly neutral: boolean
}

/** Share of a week's games on Sunday, Monday … Saturday. */
const WEEK = [7, 7, 6, 10, 4, 10, 8]

const PRESEASON_ROUNDS = 5
const NEUTRAL_GAMES = 2

/** '0022400001'. `type` is the third digit: 1 preseason, 2 regular season, 4 playoffs. */
export const gameId = (type: number, year: number, number: number): string =>
  `00${type}${String(year % 100).padStart(2, '0')}${String(number).padStart(5, '0')}`

/** First and last day of a regular season: a Tuesday of late October and a Sunday of April. */
export const seasonDays = (year: number): readonly [string, string] => [
  onOrAfter(`${year}-10-21`, 2),
  onOrAfter(`${year + 1}-04-09`, 0),
]

/** The games of a regular season in the order of their ids, 1,230 in most: 82 for each team, 41 at home, at most one a day. */
export function regularSeason(seed: number, year: number): Fixture[] {
  const rng = new Rng(seed, 'schedule', year)
  const days = openDays(year)
  const plan = new Plan(days, gamesEach(year))
  let pool = rng.shuffled(pairings(year))
  const weights = days.map((day) => WEEK[weekday(day)] ?? 0)
  const perWeight = pool.length / weights.reduce((sum, weight) => sum + weight, 0)
  let due = 0
  for (const [index, weight] of weights.entries()) {
    due += weight * perWeight
    pool = plan.fill(index, Math.round(due) - plan.games.length, pool, rng)
  }
  plan.placeRest(pool)
  return numbered(2, year, plan.games, rng)
}

/** Five games of each team in the first half of October, with random home and away. */
export function preseason(seed: number, year: number): Fixture[] {
  const rng = new Rng(seed, 'preseason', year)
  const games = Array.from({ length: PRESEASON_ROUNDS }, (_, round) => {
    const teams = rng.shuffled(Array.from({ length: TEAM_COUNT }, (_unused, team) => team))
    return Array.from({ length: TEAM_COUNT / 2 }, (_unused, i) => ({
      home: teams[2 * i] ?? 0,
      away: teams[2 * i + 1] ?? 0,
      date: addDays(`${year}-10-04`, 2 * round + (i % 2)),
    }))
  }).flat()
  return numbered(1, year, games, rng)
}

/** Assigns tip-offs, and ids in the order of dates and tip-offs. */
function numbered(
  type: number,
  year: number,
  games: readonly (Pairing & { readonly date: string })[],
  rng: Rng,
): Fixture[] {
  const teams = teamsOf(year)
  const timed = games.map((game) => ({
    ...game,
    tipoff:
      rng.pick([1140, 1140, 1170, 1200]) -
      60 * (teams[game.home]?.zone ?? 0) -
      (weekday(game.date) % 6 === 0 ? 90 : 0),
  }))
  timed.sort((a, b) => a.date.localeCompare(b.date) || a.tipoff - b.tipoff || a.home - b.home)
  const neutral = new Set(Array.from({ length: NEUTRAL_GAMES }, () => rng.int(300, 700)))
  return timed.map((game, index) => ({
    ...game,
    id: gameId(type, year, index + 1),
    neutral: neutral.has(index),
  }))
}

/** All days of the season except Thanksgiving, Christmas Eve and the break in February. */
function openDays(year: number): string[] {
  const [first, last] = seasonDays(year)
  const breakFrom = onOrAfter(`${year + 1}-02-13`, 5)
  const breakUntil = addDays(breakFrom, 6)
  const closed = new Set([addDays(onOrAfter(`${year}-11-01`, 4), 21), `${year}-12-24`])
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i)).filter(
    (day) => !closed.has(day) && (day < breakFrom || day >= breakUntil),
  )
}

/** Assigns games to days. */
class Plan {
  readonly games: (Pairing & { readonly date: string })[] = []
  /** Whether a team plays, by day and team. */
  private readonly busy: boolean[][]
  private readonly left: number[]

  constructor(
    private readonly days: readonly string[],
    games: number,
  ) {
    this.left = Array.from({ length: TEAM_COUNT }, () => games)
    this.busy = days.map(() => Array.from({ length: TEAM_COUNT }, () => false))
  }

  /** Puts up to `count` games on a day, the teams with the most games left first; returns the games not placed. */
  fill(day: number, count: number, pool: readonly Pairing[], rng: Rng): Pairing[] {
    const played = (team: number): number => (this.plays(day - 1, team) ? 1 : 0)
    const tired = (team: number): boolean => this.plays(day - 1, team) && this.plays(day - 2, team)
    const byUrgency: Pairing[][] = []
    for (const game of pool) {
      const { home, away } = game
      const left = (this.left[home] ?? 0) + (this.left[away] ?? 0)
      const urgency = Math.max(0, left - played(home) - played(away) + rng.int(0, 2))
      ;(byUrgency[urgency] ??= []).push(game)
    }
    const stay: Pairing[] = []
    let placed = 0
    for (const game of byUrgency.toReversed().flatMap((games) => games ?? [])) {
      if (placed < count && this.free(day, game) && !tired(game.home) && !tired(game.away)) {
        this.put(day, game)
        placed++
      } else stay.push(game)
    }
    return stay
  }

  /**
   * Places the remaining games on the emptiest days on which both teams are free. Throws an Error when there is none.
   */
  placeRest(pool: readonly Pairing[]): void {
    for (const game of pool) {
      let best = -1
      for (let day = 0; day < this.days.length; day++) {
        if (this.free(day, game) && (best < 0 || this.load(day) < this.load(best))) best = day
      }
      if (best < 0) throw new Error(`no day is left for a game of ${game.home} and ${game.away}`)
      this.put(best, game)
    }
  }

  private plays(day: number, team: number): boolean {
    return this.busy[day]?.[team] ?? false
  }

  private free(day: number, { home, away }: Pairing): boolean {
    return !this.plays(day, home) && !this.plays(day, away)
  }

  private load(day: number): number {
    return this.busy[day]?.filter(Boolean).length ?? 0
  }

  private put(day: number, game: Pairing): void {
    for (const team of [game.home, game.away]) {
      const teams = this.busy[day]
      if (teams) teams[team] = true
      this.left[team] = (this.left[team] ?? 0) - 1
    }
    this.games.push({ ...game, date: this.days[day] ?? '' })
  }
}
