/** How much the scenarios do: everything for results, next to nothing for a check that the bench works. */
export interface Scale {
  /** The recorded season, as the replay server has it. */
  readonly season: string
  /** Only the games of its first days, so that every tool has done with it in a moment. */
  readonly toy: boolean
  /** Eastern date of today for season-sync; undefined: the real one. */
  readonly today: string | undefined
  /** Datasets of a whole season. */
  readonly datasets: readonly string[]
  /** How often everything is measured; the results are medians. */
  readonly rounds: number
  /** Games that the plain loop writes; its time for the season is computed from them. */
  readonly loopGames: number
  /** Seasons of the sandbox, one after another. */
  readonly growth: readonly string[]
  /** Datasets of a season of the sandbox. */
  readonly sandboxDatasets: readonly string[]
}

const DATASETS = ['team_game_logs', 'player_game_logs', 'box_scores', 'play_by_play']

/** '2000-01' and those after it. */
const seasonsFrom = (year: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${year + i}-${String((year + i + 1) % 100).padStart(2, '0')}`)

export const FULL: Scale = {
  season: '2018-19',
  toy: false,
  today: undefined,
  datasets: DATASETS,
  rounds: 3,
  loopGames: 20,
  growth: seasonsFrom(2000, 20),
  sandboxDatasets: DATASETS,
}

export const SMOKE: Scale = {
  // 2018-19 has recorded answers, which the replay server prefers to a table with fewer games.
  season: '2017-18',
  toy: true,
  today: '2017-10-18',
  datasets: DATASETS,
  rounds: 1,
  loopGames: 2,
  growth: seasonsFrom(2000, 2),
  sandboxDatasets: ['team_game_logs'],
}
