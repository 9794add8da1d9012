import type { WholeSeason } from '../../datasets/kit/verify.js'
import { gamesOfATeam } from '../../season/whole-season.js'
import { OF_SEASON, queryFindings, teamName, type Interpreter } from './check.js'
import { gapsAmongGames } from './gaps.js'

/**
 * Each team of a regular season that is over has all its games. Games that any source has are counted: where one lacks
 * them, they are missing by their own names.
 */
export const wholeSeason: Interpreter<WholeSeason> = async (_check, context) => {
  const known = gamesOfATeam(context.scope, context.today)
  if (known === undefined) return { verifiedBy: null, findings: [] }
  const logged = `select game_id, team_id from nba.team_game_logs where ${OF_SEASON} and (minutes > 0 or result is not null)`
  const games = `select game_id, unnest(array[home_team_id, away_team_id]) as team_id from nba.games
                 where ${OF_SEASON} and coalesce(status_text, '') !~* 'cancel'`
  const gaps = await gapsAmongGames(context)
  const least = Object.entries(known.exceptions)
    .map(([team, count]) => `when team_id = ${Number(team)} then ${count}`)
    .join(' ')
  const findings = await queryFindings(
    context,
    `select case when n < least then 'missing' else 'conflict' end as kind, 'team ' || team_id as subject,
            ${teamName('counted.team_id')} || ': ' || n || ' of ' || least || case when most > least then ' to ' || most else '' end || ' games' ||
            case when n < least then ${gaps} else '' end as detail
     from (select team_id, count(*) as n, ${least === '' ? known.least : `case ${least} else ${known.least} end`} as least,
                  ${least === '' ? known.most : `case ${least} else ${known.most} end`} as most
           from (${games} union ${logged} union select game_id, team_id from nba.player_game_logs where ${OF_SEASON}) g where team_id is not null group by 1) counted
     where n < least or n > most`,
  )
  return { verifiedBy: null, findings }
}
