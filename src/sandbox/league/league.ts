import { currentSeason, startYear } from '../../season/season.js'
import { Careers } from './careers.js'
import { playSeason, type LeagueGame, type Season } from './season.js'

/** Seasons kept: each takes about 15 MB. A sync asks for one, a backfill for one after the other. */
const KEPT = 3

/** The made-up league: every season from the first one on, played when it is asked for. */
export class League {
  private made: Careers | undefined
  private readonly seasons = new Map<number, Season>()

  constructor(readonly seed: number) {}

  get careers(): Careers {
    this.made ??= new Careers(this.seed)
    return this.made
  }

  /** A whole season by its starting year; undefined before the first one and after the one that is next on the date. */
  season(year: number, asOf: string): Season | undefined {
    if (year > startYear(currentSeason(asOf)) + 1) return undefined
    const season = this.seasons.get(year) ?? playSeason(this.seed, this.careers, year)
    if (!season) return undefined
    this.seasons.delete(year)
    this.seasons.set(year, season) // the latest asked for stands last
    for (const oldest of this.seasons.keys()) {
      if (this.seasons.size <= KEPT) break
      this.seasons.delete(oldest)
    }
    return season
  }
}

/** The games of a type played by the end of a date. */
export const playedBy = (season: Season, asOf: string, type: string): LeagueGame[] =>
  season.games.filter((game) => game.type === type && game.date <= asOf)
