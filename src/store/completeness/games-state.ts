import type { Finding } from '../runs/runs.js'
import { OF_SEASON, type CheckContext } from './check.js'

/** Whether the stored games can serve as a reference, and the reason where they cannot. */
type GamesState = { readonly usable: boolean; readonly note: string | null }

/** The stored games as a reference: games whose last result is older than the last line of a game log count as absent. */
export async function gamesState({ pool, scope }: CheckContext): Promise<GamesState> {
  const { rows } = await pool.query<{
    games: number
    final: number
    last_result: string | null
    last_game: string | null
  }>(
    `select (select count(*)::int from games where ${OF_SEASON}) as games,
            (select count(*)::int from games where ${OF_SEASON} and status = 3) as final,
            (select max(game_date) from games where ${OF_SEASON} and status = 3) as last_result,
            (select max(game_date) from (select game_date from team_game_logs where ${OF_SEASON}
                                         union all select game_date from player_game_logs where ${OF_SEASON}) l) as last_game`,
    [scope.season, scope.seasonType],
  )
  const state = rows[0]
  if (!state || state.games === 0) return { usable: false, note: null }
  if (state.last_game !== null && (state.last_result ?? '') < state.last_game) {
    const until =
      state.last_result === null ? 'knows no result at all' : `ends with the results of ${state.last_result}`
    return {
      usable: false,
      note: `the league's schedule is stale: it ${until}, the last game stored is of ${state.last_game}`,
    }
  }
  return { usable: state.final > 0, note: null }
}

/** The finding that records why the games are no reference. */
export const noteFindings = (dataset: string, detail: string | null): Finding[] =>
  detail === null ? [] : [{ dataset, kind: 'note', subject: 'games', detail }]
