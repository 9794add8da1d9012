import type { SumsOfTheTeams } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  exists,
  mostlyFilled,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  type Interpreter,
} from './check.js'

/** The minutes of a line are rounded. */
const ROUNDING_MINUTES = 0.5

/** Players of a team who are on the floor. */
const ON_THE_FLOOR = 5

/** A column, what is made of it in the players' lines, and when that is too little or too much, in SQL. */
interface Sum {
  readonly column: string
  readonly aggregate?: 'max'
  readonly below: string
  readonly above: string
}

/**
 * The lines of a team's players add up to the team's line. Where all sums that differ are below it, a line is missing;
 * otherwise the two contradict each other.
 */
export const sumsOfTheTeams: Interpreter<SumsOfTheTeams> = async (check, context) => {
  const { equal, atMost, each = [], fiveTimes = [], minutes } = check
  const [players, teams] = [dataTable(check.players), dataTable(check.teams)]
  if (!(await exists(context, `select from ${teams} t where ${ofSeasonGames(context, 't.game_id')}`)))
    return { verifiedBy: null, findings: [] }
  const at = (alias: string, column: string): string => `${alias}.${identifier(column)}`
  const tolerance = `${ROUNDING_MINUTES} * p.lines`
  const sums: readonly Sum[] = [
    ...equal.map((column) => ({
      column,
      below: `coalesce(${at('p', column)}, 0) < ${at('t', column)}`,
      above: `${at('p', column)} > ${at('t', column)}`,
    })),
    ...atMost.map((column) => ({
      column,
      below: 'false',
      above: `${at('p', column)} > ${at('t', column)}`,
    })),
    ...each.map((column) => ({
      column,
      aggregate: 'max' as const,
      below: 'false',
      above: `${at('p', column)} > ${at('t', column)}`,
    })),
    ...fiveTimes.map((column) => ({
      column,
      below: 'false',
      above: `${at('p', column)} <> ${ON_THE_FLOOR} * ${at('t', column)}`,
    })),
    ...(minutes === undefined ? [] : [minutes]).map((column) => ({
      column,
      below: `coalesce(${at('p', column)}, 0) < ${at('t', column)} - ${tolerance}`,
      above: `${at('p', column)} > ${at('t', column)} + ${tolerance}`,
    })),
  ]
  const aggregates = sums.map(
    ({ column, aggregate = 'sum' }) => `${aggregate}(${identifier(column)}) as ${identifier(column)}`,
  )
  const counted = (of: string): string =>
    `select ${mostlyFilled(sums.map(({ column }) => column))} from ${of} where ${ofSeasonGames(context, 'game_id')}`
  const findings = await queryFindings(
    context,
    `with p as (select game_id, team_id, count(*) as lines, ${aggregates.join(', ')}
                from ${players} where ${ofSeasonGames(context, 'game_id')} group by 1, 2),
          fp as (${counted(players)}), ft as (${counted(teams)})
     select case when is_above then 'conflict' else 'missing' end as kind, game_id as subject,
            ${teamName('differing.team_id')} || ': ' || differences || case when is_above then '' else ': a line is missing' end as detail
     from (
       select t.game_id, t.team_id, ${sums.map(({ column, above }) => `coalesce(fp.${identifier(column)} and ft.${identifier(column)} and ${above}, false)`).join(' or ')} as is_above,
              nullif(concat_ws(', ', ${sums
                .map(
                  ({ column, below, above, aggregate = 'sum' }) =>
                    `case when fp.${identifier(column)} and ft.${identifier(column)} and (${below} or ${above})
                          then ${literal(`${column} `)} || ${orQuestionMark(at('t', column))} || ${literal(aggregate === 'max' ? ', a player ' : ", players' sum ")} || ${orQuestionMark(at('p', column))} end`,
                )
                .join(', ')}), '') as differences
       from ${teams} t join p using (game_id, team_id) cross join fp cross join ft
       where ${ofSeasonGames(context, 't.game_id')}) differing
     where differences is not null`,
  )
  return { verifiedBy: check.teams, findings: asOfItsEra(findings, context) }
}
