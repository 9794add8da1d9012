import type { TotalsOfTheLines } from '../../datasets/kit/verify.js'
import { identifier, literal } from '../database/database.js'
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

/** A total, as an aggregate of the lines in SQL, and the columns that the lines must fill for it. */
interface Total {
  readonly column: string
  readonly aggregate: string
  readonly needs: readonly string[]
}

/**
 * A player's totals are those of his lines, for whichever teams. The two tables may be a game apart while his team's
 * games of today and yesterday arrive.
 */
export const totalsOfTheLines: Interpreter<TotalsOfTheLines> = async (check, context) => {
  if (!(await exists(context, `select from player_game_logs where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const totals = totalsOf(check)
  const filledByLines = mostlyFilled([...new Set(totals.flatMap(({ needs }) => needs))])
  const differences = totals.map(({ column, needs }) => {
    const [here, there] = [`t.${identifier(column)}`, `o.${identifier(column)}`]
    const tolerance = column === check.minutes ? `${ROUNDING_MINUTES} * o.lines` : (check.within[column] ?? 0)
    const filled = [`ft.${identifier(column)}`, ...needs.map((need) => `fl.${identifier(need)}`)].join(
      ' and ',
    )
    return `case when ${filled} and ${here} is distinct from ${there} and coalesce(abs(${here} - ${there}) > ${tolerance}, true)
                 then ${literal(`${column} `)} || ${orQuestionMark(here)} || ', player_game_logs ' || ${orQuestionMark(there)} end`
  })
  const findings = await queryFindings(
    context,
    `with lines as materialized (
       select *, ${TENS.map((column) => `coalesce((${column} >= 10)::int, 0)`).join(' + ')} as tens from player_game_logs where ${OF_SEASON}
     ), totals as materialized (select * from ${identifier(check.table)} where ${OF_SEASON}),
     o as (select player_id, count(*) as lines, max(game_date) >= ${unsettledFrom(context)} as is_recent,
                  ${totals.map(({ column, aggregate }) => `${aggregate} as ${identifier(column)}`).join(', ')} from lines group by 1),
     fl as (select ${filledByLines} from lines), ft as (select ${mostlyFilled(totals.map(({ column }) => column))} from totals),
     recent as (${recentGames(context)})
     select case when is_recent then 'note' else 'conflict' end as kind, player_id::text as subject, who || ': ' || differences as detail
     from (
       select t.player_id, ${orQuestionMark(`t.${identifier(check.who)}`)} as who,
              coalesce(o.is_recent, false) or exists (select from recent r where r.team_id = t.team_id) as is_recent,
              case when o.player_id is null then 'has no line in player_game_logs'
                   else nullif(concat_ws(', ', ${differences.join(', ')}), '') end as differences
       from totals t left join o using (player_id) cross join fl cross join ft) differing
     where differences is not null`,
  )
  return { verifiedBy: 'player_game_logs', findings: asOfItsEra(findings, context) }
}

const totalsOf = ({ sums, counts, minutes }: TotalsOfTheLines): readonly Total[] => [
  ...Object.entries(counts).map(([column, of]): Total => {
    if (of === 'all') return { column, aggregate: 'count(*)', needs: [] }
    if (of === 'won' || of === 'lost')
      return {
        column,
        aggregate: `count(*) filter (where result = '${of === 'won' ? 'W' : 'L'}')`,
        needs: ['result'],
      }
    return { column, aggregate: `count(*) filter (where tens >= ${of.tens})`, needs: TENS }
  }),
  ...[...sums, minutes].map((column) => ({
    column,
    aggregate: `sum(${identifier(column)})`,
    needs: [column],
  })),
]
