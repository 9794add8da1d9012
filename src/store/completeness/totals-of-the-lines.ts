import type { TotalsOfTheLines } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  exists,
  mostlyFilled,
  OF_SEASON,
  orQuestionMark,
  queryFindings,
  type Interpreter,
} from './check.js'
import { recentGames, unsettledFrom } from './unsettled.js'

/** The minutes of a line are rounded. */
const ROUNDING_MINUTES = 0.5

/** Statistics of which a double double has two with ten or more. */
const TENS = ['points', 'rebounds', 'assists', 'steals', 'blocks'] as const

/** Players of a team who are on the floor: a log has the minutes of all, a total those of the games. */
const ON_THE_FLOOR = 5

/** A total: its name, the value in the table and as an aggregate of the lines in SQL, and the columns that each side must fill. */
interface Total {
  readonly name: string
  readonly here: readonly string[]
  readonly aggregate: string
  readonly needs: readonly string[]
}

/**
 * Totals are those of the lines, a player's for whichever teams. The two tables may be a game apart while a team's games
 * of today and yesterday arrive.
 */
export const totalsOfTheLines: Interpreter<TotalsOfTheLines> = async (check, context) => {
  const { log = 'player_game_logs', mayLack = false } = check
  if (!(await exists(context, `select from ${dataTable(log)} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const subject = log === 'team_game_logs' ? 'team_id' : 'player_id'
  const totals = totalsOf(check)
  const filledByLines = mostlyFilled([...new Set(totals.flatMap(({ needs }) => needs))])
  const filledHere = mostlyFilled([...new Set(totals.flatMap(({ here }) => here))])
  const differences = totals.map(({ name, here: columns, needs }) => {
    // One of several places may have no shots; a value that stands alone is known or not.
    const [only = '', ...more] = columns.map((column) => `t.${identifier(column)}`)
    const here =
      more.length === 0 ? only : `(${[only, ...more].map((part) => `coalesce(${part}, 0)`).join(' + ')})`
    const there = `o.${identifier(name)}`
    const tolerance = name === check.minutes ? `${ROUNDING_MINUTES} * o.lines` : (check.within?.[name] ?? 0)
    const filled = [
      `(${columns.map((column) => `ft.${identifier(column)}`).join(' or ')})`,
      ...needs.map((need) => `fl.${identifier(need)}`),
    ].join(' and ')
    const difference = mayLack ? `${here} - ${there}` : `abs(${here} - ${there})`
    return `case when ${filled} and ${here} is distinct from ${there} and coalesce(${difference} > ${tolerance}, true)
                 then ${literal(`${name} `)} || ${orQuestionMark(here)} || ${literal(`, ${log} `)} || ${orQuestionMark(there)} end`
  })
  const findings = await queryFindings(
    context,
    `with lines as materialized (
       select *, ${TENS.map((column) => `coalesce((${column} >= 10)::int, 0)`).join(' + ')} as tens from ${dataTable(log)} where ${OF_SEASON}
     ), totals as materialized (select * from ${dataTable(check.table)} where ${OF_SEASON}),
     o as (select ${subject}, count(*) as lines, max(game_date) >= ${unsettledFrom(context)} as is_recent,
                  (array_agg(team_id order by game_date desc))[1] as last_team_id,
                  ${totals.map(({ name, aggregate }) => `${aggregate} as ${identifier(name)}`).join(', ')} from lines group by 1),
     fl as (select ${filledByLines === '' ? 'true' : filledByLines} from lines), ft as (select ${filledHere} from totals),
     recent as (${recentGames(context)})
     select case when is_recent then 'note' else 'conflict' end as kind, ${subject}::text as subject, who || ': ' || differences as detail
     from (
       select t.${subject}, ${orQuestionMark(`t.${identifier(check.who)}`)} as who,
              coalesce(o.is_recent, false) or exists (
                select from recent r where r.team_id = coalesce((to_jsonb(t)->>'team_id')::bigint, o.last_team_id)) as is_recent,
              case when o.${subject} is null then ${literal(`has no line in ${log}`)}
                   else nullif(concat_ws(', ', ${differences.join(', ')}), '') end as differences
       from totals t left join o using (${subject}) cross join fl cross join ft) differing
     where differences is not null`,
  )
  return { verifiedBy: log, findings: asOfItsEra(findings, context) }
}

function totalsOf(check: TotalsOfTheLines): readonly Total[] {
  const { sums = [], parts = {}, counts = {}, minutes, log } = check
  const sum = (name: string, here: readonly string[], aggregate = `sum(${identifier(name)})`): Total => ({
    name,
    here,
    aggregate,
    needs: [name],
  })
  const ofFive = log === 'team_game_logs' ? ` / ${ON_THE_FLOOR}::float8` : ''
  return [
    ...Object.entries(counts).map(([name, of]) => ({ name, here: [name], ...countOf(of) })),
    ...sums.map((column) => sum(column, [column])),
    ...Object.entries(parts).map(([column, here]) => sum(column, here)),
    ...(minutes === undefined
      ? []
      : [{ ...sum(minutes, [minutes], `sum(minutes)${ofFive}`), needs: ['minutes'] }]),
  ]
}

/** Lines counted, as an aggregate. */
function countOf(of: NonNullable<TotalsOfTheLines['counts']>[string]): Pick<Total, 'aggregate' | 'needs'> {
  if (of === 'all') return { aggregate: 'count(*)', needs: [] }
  if (of === 'won' || of === 'lost')
    return { aggregate: `count(*) filter (where result = '${of === 'won' ? 'W' : 'L'}')`, needs: ['result'] }
  return { aggregate: `count(*) filter (where tens >= ${of.tens})`, needs: TENS }
}
