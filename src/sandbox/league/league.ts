import { currentSeason, startYear } from '../../season/season.js'
import { Careers } from './careers.js'
import { playSeason, type LeagueGame, type Season } from './season.js'

/** Number of seasons in memory, about 15 MB each. A sync asks for one, a backfill for one after the other. */
const SEASONS_KEPT = 3

/** The made-up league: plays each season, from the first one on, when it is asked for. */
export class League {
  private made: Careers | undefined
  private readonly seasons = new Map<number, Season>()

  constructor(readonly seed: number) {}

  get careers(): Careers {
    this.made ??= new Careers(this.seed)
    return this.made
  }

  /**
   * A whole season by its starting year; undefined before the league's first season and beyond the season after the
   * date's.
   */
  season(year: number, asOf: string): Season | undefined {
    if (year > startYear(currentSeason(asOf)) + 1) return undefined
    const season = this.seasons.get(year) ?? playSeason(this.seed, this.careers, year)
    if (!season) return undefined
    this.seasons.delete(year)
    this.seasons.set(year, season) // last in the map: the most recently used season
    for (const oldest of this.seasons.keys()) {
      if (this.seasons.size <= SEASONS_KEPT) break
      this.seasons.delete(oldest)
    }
    return season
  }
}

/** The games of a type played by the end of a date. */
export const playedBy = (season: Season, asOf: string, type: string): LeagueGame[] =>
  season.games.filter((game) => game.type === type && game.date <= asOf)
