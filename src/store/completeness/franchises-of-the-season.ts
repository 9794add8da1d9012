import { startYear } from '../../season/season.js'
import type { FranchisesOfTheSeason } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { EVERY_ROW, exists, OF_SEASON, queryFindings, teamName, type Interpreter } from './check.js'

/** Days within which each team plays its first game. */
const DAYS = 14

/** Charlotte had no team from 2002 to 2004, and its franchise has these years all the same. */
const PAUSES = [{ team: 1_610_612_766, years: [2002, 2003] }] as const

/**
 * A franchise has lines in the season if that is in its years, and a team with lines has the season in its years; the list
 * may be some weeks old, so that its last year may be the one before. Both lists have the same franchises and first years.
 */
export const franchisesOfTheSeason: Interpreter<FranchisesOfTheSeason> = async (check, context) => {
  const { table, years, with: other } = check
  const year = startYear(context.scope.season)
  const paused = PAUSES.flatMap(({ team, years: without }) =>
    without.some((one) => one === year) ? [team] : [],
  )
  const franchises = (of: string, from: string, to = from): string =>
    `select team_id, min(${identifier(from)}) as first_year, max(${identifier(to)}) as last_year from ${dataTable(of)} where ${EVERY_ROW} group by 1`
  const lines = `nba.team_game_logs where ${OF_SEASON}`
  // The playoffs have some of the teams.
  const all =
    context.scope.seasonType === 'Regular Season' &&
    (await exists(context, `select from ${lines} having max(game_date) - min(game_date) >= ${DAYS}`))
  const played = await queryFindings(
    context,
    `with f as (${franchises(table, years.from, years.to)}), played as (select distinct team_id from ${lines})
     select 'conflict' as kind, 'team ' || f.team_id as subject,
            ${teamName('f.team_id')} || ': ' || first_year || ' to ' || last_year
            || case when p.team_id is null then ', and no line in team_game_logs' else ${literal(`, and lines in team_game_logs of ${year}`)} end as detail
     from f left join played p using (team_id)
     where case when p.team_id is not null then ${year} not between first_year and last_year + 1
                else ${all} and ${year} between first_year and last_year and f.team_id <> all('{${paused.join(',')}}') end`,
  )
  const without =
    check.games === undefined
      ? []
      : await queryFindings(
          context,
          `select 'wrong' as kind, 'team ' || team_id as subject,
                  ${teamName('f.team_id')} || ': no games since ' || ${identifier(years.from)} || ', and lines in team_game_logs' as detail
           from ${dataTable(table)} f
           where coalesce(${identifier(check.games)}, 0) = 0 and ${identifier(years.from)} < ${year} and is_whole
             and exists (select from nba.team_game_logs l where ${OF_SEASON} and l.team_id = f.team_id)`,
        )
  const verifiedBy = (await exists(context, `select from ${lines}`)) ? 'team_game_logs' : null
  if (!(await exists(context, `select from ${dataTable(other.table)} where ${EVERY_ROW}`)))
    return { verifiedBy, findings: [...played, ...without] }
  const differing = await queryFindings(
    context,
    `with f as (${franchises(table, years.from)}), o as (${franchises(other.table, other.from)})
     select case when f.team_id is null then 'missing' else 'conflict' end as kind, 'team ' || team_id as subject,
            ${teamName('coalesce(f.team_id, o.team_id)')} || ': ' || coalesce('since ' || f.first_year, 'no franchise') || ${literal(`, ${other.table} `)}
            || coalesce('since ' || o.first_year, 'no franchise') as detail
     from f full join o using (team_id) where f.first_year is distinct from o.first_year`,
  )
  return {
    verifiedBy: [verifiedBy, other.table].filter(Boolean).join(', '),
    findings: [...played, ...without, ...differing],
  }
}
