import type { SeasonsTeams, TeamsOfTheSeason } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  exists,
  OF_SEASON,
  queryFindings,
  teamName,
  WHATEVER_TYPE,
  type Interpreter,
} from './check.js'
import { FINAL } from './games-state.js'

/** Days within which each team plays its first game. */
const DAYS = 14

/** Exhibitions and All-Star games have teams of their own. */
const OF_ITS_TEAMS: readonly string[] = ['Regular Season', 'Playoffs']

/** The season's teams are those of its regular season: the playoffs have some of them. */
const REGULAR = `season = $1 and season_type = 'Regular Season' and $2::text is not null`

/**
 * Rows are of teams that the other table has. It verifies nothing else about them. A source may know only the teams
 * that have played, so that nothing is compared in the first days of a season.
 */
export const teamsOfTheSeason: Interpreter<TeamsOfTheSeason> = async ({ table, among, who }, context) => {
  const nothing = { verifiedBy: null, findings: [] }
  if (!OF_ITS_TEAMS.includes(context.scope.seasonType)) return nothing
  const played = `select game_date from nba.games where ${REGULAR} and ${FINAL} union all select game_date from nba.team_game_logs where ${REGULAR}`
  if (
    !(await exists(context, `select from (${played}) p having max(game_date) - min(game_date) >= ${DAYS}`)) ||
    !(await exists(context, teamsOf(among, REGULAR)))
  )
    return nothing
  const findings = await queryFindings(
    context,
    `select 'conflict' as kind, 'team ' || team_id as subject,
            ${teamName('unknown.team_id')} || ${literal(`: ${table} `)} || n || ' (' || example || ${literal(`), and none in ${among}`)} as detail
     from (select team_id, count(*) as n, min(who) as example
           from (${teamsOf(table, OF_SEASON, identifier(who))}) t
           where team_id <> 0 and team_id not in (select team_id from (${teamsOf(among, REGULAR)}) k where team_id is not null)
           group by 1) unknown`,
  )
  return { verifiedBy: null, findings: asOfItsEra(findings, context) }
}

/** A row (team_id, who) for each team of each row, in SQL; the members of teams are of a season, not of a type. */
function teamsOf(table: SeasonsTeams, ofSeason: string, who = 'null'): string {
  const rows = (team: string): string =>
    `select ${team} as team_id, ${who}::text as who from ${dataTable(table)} where ${table === 'player_seasons' ? WHATEVER_TYPE : ofSeason}`
  return table === 'games' ? `${rows('home_team_id')} union all ${rows('away_team_id')}` : rows('team_id')
}
