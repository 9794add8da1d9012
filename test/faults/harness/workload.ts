/** The seasons and datasets that a scene syncs. */
export interface Workload {
  readonly name: string
  readonly seasons: readonly string[]
  /** Eastern date (YYYY-MM-DD) after which no game has been played; undefined when all games have been. */
  readonly asOf?: string
  readonly datasets: readonly string[]
  /** Requests per second. */
  readonly pace: number
}

/** 110 games of October 2018 with their box scores: some seconds of work of every kind. */
export const OPENING_WEEKS: Workload = {
  name: 'opening-weeks',
  seasons: ['2018-19'],
  asOf: '2018-11-01',
  datasets: ['box_scores', 'players'],
  pace: 100,
}

/** Two whole seasons in a few large answers; most of their players are the same. */
export const TWO_SEASONS: Workload = {
  name: 'two-seasons',
  seasons: ['2017-18', '2018-19'],
  datasets: ['players', 'player_seasons', 'teams', 'standings'],
  pace: 1000,
}
