import { LEAST_PLAYERS, type PlayersOfBothTeams } from '../../datasets/kit/verify.js'
import { exists, OF_SEASON, orQuestionMark, queryFindings, teamName, type Interpreter } from './check.js'
import { FINAL, hasResults } from './games-state.js'

/** Both teams of every game have player lines. A season without any player line is one finding. */
export const playersOfBothTeams: Interpreter<PlayersOfBothTeams> = async (_check, context) => {
  const { scope, dataset } = context
  const byGames = await hasResults(context)
  const byLog = await exists(context, `select from nba.team_game_logs where ${OF_SEASON}`)
  const verifiedBy = [...(byGames ? ['games'] : []), ...(byLog ? ['team_game_logs'] : [])].join(', ') || null
  if (verifiedBy === null) return { verifiedBy, findings: [] }
  const teamsOf = `select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from nba.games where ${OF_SEASON} and ${FINAL}
    union select game_id, game_date, team_id from nba.team_game_logs where ${OF_SEASON} and minutes > 0`
  if (!(await exists(context, `select from nba.player_game_logs where ${OF_SEASON}`))) {
    const { rows } = await context.pool.query<{ games: number }>(
      `select count(distinct game_id)::int as games from (${teamsOf}) t`,
      [scope.season, scope.seasonType],
    )
    const games = rows[0]?.games ?? 0
    const detail = `the source has no player lines, and ${games} ${games === 1 ? 'game was' : 'games were'} played`
    return {
      verifiedBy,
      findings: games === 0 ? [] : [{ dataset, kind: 'missing', subject: scope.season, detail }],
    }
  }
  const findings = await queryFindings(
    context,
    `with expected as (select game_id, team_id, min(game_date) as game_date from (${teamsOf}) t group by 1, 2)
     select 'missing' as kind, e.game_id as subject,
            'played on ' || min(e.game_date) || ', ' || string_agg(${teamName('e.team_id')} || ' has ' || coalesce(p.lines, 0) || ' player lines', ' and ' order by ${orQuestionMark('e.team_id')}) as detail
     from expected e left join (select game_id, team_id, count(*) as lines from nba.player_game_logs where ${OF_SEASON} group by 1, 2) p using (game_id, team_id)
     where coalesce(p.lines, 0) < ${LEAST_PLAYERS} group by e.game_id`,
  )
  return { verifiedBy, findings }
}
