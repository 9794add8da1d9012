import { datasetOf } from '../../src/datasets/catalogue.js'
import type { KINDS } from './kinds-of-lies.js'
import type { Ending } from './tell-all.js'

type Kind = keyof typeof KINDS

/** Lies about measures, people and history that are believed, and why nothing can tell. */
interface Unprovable {
  readonly datasets: RegExp
  readonly kinds: readonly Kind[]
  /** The season alone in which it is so. */
  readonly season?: string
  readonly why: string
}

const UNPROVABLE: readonly Unprovable[] = [
  {
    season: '2025-26',
    datasets:
      /^(league_leaders|player_(clutch_stats|estimated_metrics|season_bios|season_hustle|shot_locations|tracked_\w+))$/,
    kinds: [
      'has the row of somebody else',
      'has a game more in a row',
      'gives every row the numbers of the next',
      'has eighty minutes more in a row',
    ],
    why: "the players' lines of this season are not recorded, which tell otherwise",
  },
  {
    season: '2025-26',
    datasets: /^player_estimated_metrics$/,
    kinds: ['lacks the row with the most', 'lacks the last fifth of its rows'],
    why: "the players' lines of this season are not recorded, which tell otherwise",
  },
  {
    season: '2025-26',
    datasets: /^(team_clutch_stats|lineups)$/,
    kinds: ['has eighty minutes more in a row'],
    why: 'they are still fewer than those of the season',
  },
  {
    datasets: /^team_clutch_stats$/,
    kinds: ['lacks the row with the most', 'lacks the last fifth of its rows'],
    why: "a team may have had no close game; where the players' clutch is asked for as well, its sums tell",
  },
  {
    datasets: /^(player_tracked_defense|player_tracking_\w+)$/,
    kinds: ['lacks the row with the most', 'lacks the last fifth of its rows'],
    why: 'cameras did not see everybody: three of the 535 players of 2025-26 have no row',
  },
  {
    datasets: /^(team|player)_tracking_speed$/,
    kinds: ['has ten more in a row of what was done most'],
    why: 'ten feet are less than the miles are rounded to',
  },
  {
    datasets: /^player_season_bios$/,
    kinds: ['has another percentage in a row'],
    why: 'the advanced statistics alone have such shares, too, of which none is recorded',
  },
  {
    datasets: /^rosters$/,
    kinds: [
      'lacks the row with the most',
      'lacks the last fifth of its rows',
      'has the row of somebody else',
      'has a row twice, with other numbers',
      'gives every row the numbers of the next',
      'has only zeros',
      'is that of half a season',
    ],
    why: 'a roster lacks who is gone and has who did not play yet; ages and weights are nowhere else',
  },
  {
    datasets: /^((player|team)_(play_types|tracking_\w+))$/,
    kinds: [
      'lacks the row with the most',
      'lacks the last fifth of its rows',
      'is that of half a season',
      'has ten more in a row of what was done most',
      'has nothing of what was done most',
      'has eighty minutes more in a row',
      'has another percentage in a row',
      'has made and attempted swapped',
      'has only zeros',
    ],
    why: 'no answer with rows is recorded, and cameras count what nobody else counts',
  },
  {
    datasets: /^(player|team)_game_logs_(base|advanced|four_factors)$/,
    kinds: [
      'has ten more in a row of what was done most',
      'has nothing of what was done most',
      'has another percentage in a row',
    ],
    why: 'no answer is recorded; possessions and most of their shares are nowhere else',
  },
  {
    datasets: /^(player|team)_season_advanced$/,
    kinds: ['has nothing of what was done most'],
    why: 'no answer about all of a season is recorded, so that nothing says that each has possessions',
  },
  {
    datasets: /^player_(game_logs_advanced|season_bios)$/,
    kinds: ['has another rating in a row'],
    why: 'what a team did while a player was on the floor is nowhere else',
  },
]

/** Why a lie may be believed; undefined where it may not. A check that is noted until real answers have shown it says so. */
export function mayBeBelieved(
  season: string,
  dataset: string,
  kind: string,
  ending: Ending,
): string | undefined {
  if (ending === 'not believed') return 'it is not'
  if (
    ending === 'noted' &&
    (dataset === 'shots' || datasetOf('nba', dataset).verify.some(({ noted }) => noted))
  )
    return 'only noted, since no answer is recorded'
  return UNPROVABLE.find(
    ({ datasets, kinds, season: of = season }) =>
      of === season && datasets.test(dataset) && kinds.includes(kind),
  )?.why
}
