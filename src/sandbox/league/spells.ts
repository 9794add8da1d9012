import { FIRST_SEASON_YEAR } from '../../season/season.js'
import type { Draft } from './players.js'
import { Rng } from './rng.js'
import { TEAM_COUNT } from './teams.js'

/**
 * A place on a team that is handed from player to player. Thirteen of a team are never empty, up to four more are
 * filled in most years: rosters of 13 to 17. Trades swap places of one kind, so that rosters keep their size.
 */
const CORE_PLACES_OF_TEAM = 13
const EXTRA_PLACES_OF_TEAM = 4
export const PLACES = TEAM_COUNT * (CORE_PLACES_OF_TEAM + EXTRA_PLACES_OF_TEAM)
/** The places below this one are never empty. */
export const CORE_PLACES = TEAM_COUNT * CORE_PLACES_OF_TEAM
const isCore = (place: number): boolean => place < CORE_PLACES

/** Game ids have two digits for the year: no season after this one can be asked for. */
export const LAST_YEAR = FIRST_SEASON_YEAR + 99

/** Lengths of careers in seasons: many short ones. */
const CAREER_YEARS = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 18]

/** Chance that a player outside the core is away for a season (another league, an injury) and comes back. */
const AWAY = 0.12

/** Picks of a draft: two rounds. */
const PICKS = 2 * TEAM_COUNT

/** Share of the newcomers who were drafted. */
const DRAFTED = 0.8

/** A player's time on a place: his career. */
export interface Spell {
  readonly place: number
  readonly from: number
  readonly to: number
  /** Seasons in between in which he is away. */
  readonly away: ReadonlySet<number>
}

/** The players that held a place, one after the other. */
export function spellsOf(seed: number, place: number): Spell[] {
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
export function draftsOf(seed: number, spells: readonly Spell[]): Map<Spell, Draft> {
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
