import type { TwoLinesAGame } from '../../datasets/kit/verify.js'
import type { Finding } from '../runs/findings.js'
import { exists, OF_SEASON, queryFindings, teamName, type CheckContext, type Interpreter } from './check.js'
import { FINAL, hasResults, noteOnGames } from './games-state.js'
import { gapsAmongGames } from './gaps.js'
import { recentGames } from './unsettled.js'

/** Every game has two lines: checked against `games` and the standings, otherwise the player log. */
export const twoLinesAGame: Interpreter<TwoLinesAGame> = async (_check, context) => {
  const notes = await noteOnGames(context)
  const byGames = await hasResults(context)
  const byStandings = await exists(context, `select from nba.standings where ${OF_SEASON}`)
  const byPlayers = await exists(context, `select from nba.player_game_logs where ${OF_SEASON}`)
  const pairs = await queryFindings(
    context,
    `select 'missing' as kind, game_id as subject, 'has a line of ' || min(${teamName('l.team_id')}) || ' alone' as detail
     from nba.team_game_logs l where ${OF_SEASON} group by game_id having count(*) = 1
     union all
     select 'conflict', game_id, count(*) || ' teams have a line' from nba.team_game_logs where ${OF_SEASON} group by game_id having count(*) > 2`,
  )
  const games = byGames
    ? await queryFindings(
        context,
        `select 'missing' as kind, g.game_id as subject, 'final on ' || g.game_date || ' in games, 0 of 2 lines' as detail
         from nba.games g where ${OF_SEASON} and ${FINAL} and not exists (select from nba.team_game_logs l where l.game_id = g.game_id)`,
      )
    : []
  const standings = byStandings ? await recordsOf(context) : []
  const players = byPlayers
    ? await queryFindings(
        context,
        `select distinct 'missing' as kind, p.game_id as subject, ${teamName('p.team_id')} || ' has player lines only' as detail from nba.player_game_logs p
         where p.season = $1 and p.season_type = $2 and not exists (select from nba.team_game_logs t where t.game_id = p.game_id and t.team_id = p.team_id)`,
      )
    : []
  const sources = [
    ...(byGames ? ['games'] : []),
    ...(byStandings ? ['standings'] : []),
    ...(!byGames && !byStandings && byPlayers ? ['player_game_logs'] : []),
  ]
  return {
    verifiedBy: sources.join(', ') || null,
    findings: [...pairs, ...games, ...standings, ...players, ...notes],
  }
}

/**
 * Wins and losses of each team in the log and in the standings. Standings that are behind the log are older, which
 * their own check judges.
 */
async function recordsOf(context: CheckContext): Promise<Finding[]> {
  const gaps = await gapsAmongGames(context)
  return queryFindings(
    context,
    `with recent as (${recentGames(context)}),
     logged as (select team_id, count(*) as games, count(*) filter (where result = 'W') as wins
                from nba.team_game_logs where ${OF_SEASON} and result is not null group by 1),
     -- A game that another source has is missing by its own name.
     known as (select team_id, count(*) as games from (
                 select game_id, team_id from nba.team_game_logs where ${OF_SEASON} and result is not null
                 union select game_id, unnest(array[home_team_id, away_team_id]) from nba.games where ${OF_SEASON} and ${FINAL}
                 union select game_id, team_id from nba.player_game_logs where ${OF_SEASON}) k group by 1)
     select case when s.wins + s.losses - coalesce(k.games, 0) between 1 and coalesce(r.n, 0) then 'note'
                 when coalesce(k.games, 0) < s.wins + s.losses then 'missing' else 'conflict' end as kind, 'team ' || s.team_id as subject,
            ${teamName('s.team_id')} || ': standings ' || s.wins || '-' || s.losses || ', game log ' || coalesce(l.wins, 0) || '-' || (coalesce(l.games, 0) - coalesce(l.wins, 0)) ||
            case when coalesce(k.games, 0) < s.wins + s.losses then ${gaps} else '' end as detail
     from nba.standings s left join logged l using (team_id) left join known k using (team_id) left join recent r using (team_id)
     where s.season = $1 and s.season_type = $2
       and (coalesce(k.games, 0) < s.wins + s.losses or (l.games = s.wins + s.losses and l.wins <> s.wins))`,
  )
}
