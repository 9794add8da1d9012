import type { TwoLinesAGame } from '../../datasets/kit/verify.js'
import { queryFindings, exists, orQuestionMark, OF_SEASON, type Interpreter } from './check.js'
import { noteFindings, gamesState } from './games-state.js'

/** Every game has two lines: checked against `games`, otherwise the standings, otherwise the player log. */
export const twoLinesAGame: Interpreter<TwoLinesAGame> = async (_check, context) => {
  const games = await gamesState(context)
  const stale = noteFindings(context.dataset, games.note)
  if (games.usable) {
    const findings = await queryFindings(
      context,
      `with lines as (select game_id, team_id, points from team_game_logs where ${OF_SEASON}),
            played as (select * from games where ${OF_SEASON} and status = 3)
       select 'missing' as kind, g.game_id as subject, 'final on ' || g.game_date || ' in games, ' || count(l.team_id) || ' of 2 lines' as detail
       from played g left join lines l using (game_id) group by g.game_id, g.game_date having count(l.team_id) < 2
       union all
       select 'conflict', g.game_id, concat('games ', ${orQuestionMark('g.home_score')}, ' : ', ${orQuestionMark('g.away_score')},
                                            ', game log ', ${orQuestionMark('h.points')}, ' : ', ${orQuestionMark('a.points')})
       from played g join lines h on h.game_id = g.game_id and h.team_id = g.home_team_id
                     join lines a on a.game_id = g.game_id and a.team_id = g.away_team_id
       where (g.home_score, g.away_score) is distinct from (h.points, a.points)`,
    )
    return { verifiedBy: 'games', findings }
  }
  if (await exists(context, `select from standings where ${OF_SEASON}`)) {
    const findings = await queryFindings(
      context,
      `select case when coalesce(l.games, 0) < s.wins + s.losses then 'missing' else 'conflict' end as kind, 'team ' || s.team_id as subject,
              'standings ' || s.wins || '-' || s.losses || ', game log ' || coalesce(l.wins, 0) || '-' || (coalesce(l.games, 0) - coalesce(l.wins, 0)) as detail
       from standings s left join (select team_id, count(*) as games, count(*) filter (where result = 'W') as wins
                                   from team_game_logs where ${OF_SEASON} and result is not null group by 1) l using (team_id)
       where s.season = $1 and s.season_type = $2 and (coalesce(l.wins, 0), coalesce(l.games, 0)) <> (s.wins, s.wins + s.losses)`,
    )
    return { verifiedBy: 'standings', findings: [...findings, ...stale] }
  }
  if (await exists(context, `select from player_game_logs where ${OF_SEASON}`)) {
    const findings = await queryFindings(
      context,
      `select distinct 'missing' as kind, p.game_id as subject, 'team ' || p.team_id || ' has player lines only' as detail from player_game_logs p
       where p.season = $1 and p.season_type = $2 and not exists (select from team_game_logs t where t.game_id = p.game_id and t.team_id = p.team_id)`,
    )
    return { verifiedBy: 'player_game_logs', findings: [...findings, ...stale] }
  }
  return { verifiedBy: null, findings: stale }
}
