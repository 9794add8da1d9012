import { FIRST_SEASON_YEAR } from '../../season/season.js'
import type { PlaceInDraft } from './players.js'
import { Rng } from './rng.js'
import { TEAM_COUNT } from './teams.js'

/**
 * A roster spot is a position on a team that one player after another holds. Thirteen spots of a team (its core) are
 * never empty, up to four extra ones are filled in most years: rosters of 13 to 17. Trades exchange spots of one kind, so
 * that rosters keep their size.
 */
const CORE_SPOTS_PER_TEAM = 13
const EXTRA_SPOTS_PER_TEAM = 4
export const ROSTER_SPOTS = TEAM_COUNT * (CORE_SPOTS_PER_TEAM + EXTRA_SPOTS_PER_TEAM)
/** Spots with a lower index are core spots, which are never empty. */
export const CORE_SPOTS = TEAM_COUNT * CORE_SPOTS_PER_TEAM
const isCore = (spot: number): boolean => spot < CORE_SPOTS

/** Last season of the league: game ids have two digits for the year. */
export const LAST_YEAR = FIRST_SEASON_YEAR + 99

/** Lengths of careers in seasons, most of them short. */
const CAREER_YEARS = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 18]

/** Chance that a player outside the core is away for a season (another league, an injury) and comes back. */
const AWAY = 0.12

/** Number of picks in a draft of two rounds. */
const PICKS = 2 * TEAM_COUNT

/** Share of the newcomers who were drafted. */
const DRAFTED = 0.8

/** A player's career, which he spends in one roster spot. */
export interface RosterSpell {
  readonly spot: number
  readonly from: number
  readonly to: number
  /** Seasons in between in which the player is away. */
  readonly away: ReadonlySet<number>
}

/** The spells of the players who held a spot, one after the other. */
export function spellsOf(seed: number, spot: number): RosterSpell[] {
  const rng = new Rng(seed, 'place', spot)
  const spells: RosterSpell[] = []
  let from = FIRST_SEASON_YEAR
  while (from <= LAST_YEAR) {
    const to = Math.min(LAST_YEAR, from + rng.pick(CAREER_YEARS) - 1)
    const away = new Set<number>()
    if (!isCore(spot)) {
      for (let year = from + 1; year < to; year++) if (rng.chance(AWAY)) away.add(year)
    }
    spells.push({ spot, from, to, away })
    from = to + 1 + (isCore(spot) ? 0 : rng.int(0, 2))
  }
  return spells
}

/** The drafts of each year's newcomers (`spells` in the order of years); some picks never play. */
export function draftsOf(seed: number, spells: readonly RosterSpell[]): Map<RosterSpell, PlaceInDraft> {
  const drafts = new Map<RosterSpell, PlaceInDraft>()
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
