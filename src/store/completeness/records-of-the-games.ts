import type { RecordsOfTheGames } from '../../datasets/kit/verify.js'
import { queryFindings, OF_SEASON, type Interpreter } from './check.js'
import { gamesState } from './games-state.js'

/** The standings have the wins and losses that follow from the games' results. */
export const recordsOfTheGames: Interpreter<RecordsOfTheGames> = async (_check, context) => {
  const { usable } = await gamesState(context)
  if (!usable) return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    `with results as (
       select home_team_id as team_id, home_score > away_score as won from games where ${OF_SEASON} and status = 3
       union all select away_team_id, away_score > home_score from games where ${OF_SEASON} and status = 3),
     counted as (select team_id, count(*) filter (where won) as wins, count(*) filter (where not won) as losses from results group by 1)
     select case when s.team_id is null then 'missing' else 'conflict' end as kind, 'team ' || c.team_id as subject,
            'games ' || c.wins || '-' || c.losses || ', standings ' || coalesce(s.wins || '-' || s.losses, 'without the team') as detail
     from counted c left join standings s on s.team_id = c.team_id and s.season = $1 and s.season_type = $2
     where c.team_id is not null and (c.wins, c.losses) is distinct from (s.wins::bigint, s.losses::bigint)`,
  )
  return { verifiedBy: 'games', findings }
}
