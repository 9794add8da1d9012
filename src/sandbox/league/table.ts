import type { Played } from './game.js'
import { TEAM_COUNT } from './teams.js'

/** The part of a game that the standings need. */
export type StandingsGame = Played & { readonly date: string }

/** One game from the view of one of its teams. */
export interface GameResult {
  readonly opponent: number
  readonly date: string
  readonly atHome: boolean
  readonly points: number
  readonly against: number
  readonly won: boolean
  readonly periods: number
}

/** Each team's games, in the given order. */
export function tableOf(games: readonly StandingsGame[]): readonly (readonly GameResult[])[] {
  const table: GameResult[][] = Array.from({ length: TEAM_COUNT }, () => [])
  for (const { home, away, date, periods } of games) {
    for (const [own, other] of [
      [home, away],
      [away, home],
    ] as const) {
      table[own.team]?.push({
        opponent: other.team,
        date,
        atHome: own === home,
        points: own.score,
        against: other.score,
        won: own.score > other.score,
        periods,
      })
    }
  }
  return table
}

/** Sorts teams by share of wins, then by point difference, then by their index in `teamsOf`. */
export function ranked(table: readonly (readonly GameResult[])[], teams: readonly number[]): number[] {
  const share = (team: number): number => {
    const outcomes = table[team] ?? []
    return outcomes.length === 0 ? 0 : outcomes.filter(({ won }) => won).length / outcomes.length
  }
  const difference = (team: number): number =>
    (table[team] ?? []).reduce((sum, { points, against }) => sum + points - against, 0)
  return teams.toSorted((a, b) => share(b) - share(a) || difference(b) - difference(a) || a - b)
}
