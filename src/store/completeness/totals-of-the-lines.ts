import type { TotalsOfTheLines } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import {
  asOfItsEra,
  exists,
  isFaultless,
  mostlyFilled,
  OF_SEASON,
  orQuestionMark,
  queryFindings,
  WHATEVER_TYPE,
  type CheckContext,
  type Interpreter,
} from './check.js'
import type { Finding } from '../runs/findings.js'
import { recentGames, unsettledFrom } from './unsettled.js'

/** The minutes of a line are rounded. */
const ROUNDING_MINUTES = 0.5
/** And an average to a tenth. */
const ROUNDING_AVERAGE = 0.06

/** Statistics of which a double double has two with ten or more. */
const TENS = ['points', 'rebounds', 'assists', 'steals', 'blocks'] as const

/** Players of a team who are on the floor: a log has the minutes of all, a total those of the games. */
const ON_THE_FLOOR = 5

/** Rows from which on a column that none of them fills is no column of its season. */
const EMPTY_FROM = 5

/** A total: its name, the value in the table and as an aggregate of the lines in SQL, and the columns that each side must fill. */
interface Total {
  readonly name: string
  /** A difference that the rounding of the lines explains, in SQL. */
  readonly rounding?: string
  readonly here: readonly string[]
  readonly aggregate: string
  readonly needs: readonly string[]
}

/**
 * Totals are those of the lines, a player's for whichever teams. The two tables may be a game apart while a team's games
 * of today and yesterday arrive.
 */
export const totalsOfTheLines: Interpreter<TotalsOfTheLines> = async (check, context) => {
  const { log = 'player_game_logs', mayLack = false, opponents = false } = check
  if (!(await exists(context, `select from ${dataTable(log)} where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const subject = log === 'team_game_logs' ? 'team_id' : 'player_id'
  const totals = totalsOf(check)
  const filledByLines = mostlyFilled([...new Set(totals.flatMap(({ needs }) => needs))])
  const ownColumns = [...new Set(totals.flatMap(({ here }) => here))]
  const filledHere = [
    mostlyFilled(ownColumns),
    ...(check.whereUsed === true
      ? ownColumns.map((column) => `coalesce(max(${identifier(column)}) > 0, false) as ${inUse(column)}`)
      : []),
  ].join(', ')
  const rows = rowsOf(check)
  const differences = totals.map(({ name, here: columns, needs, rounding }) => {
    // One of several places may have no shots; a value that stands alone is known or not.
    const [only = '', ...more] = columns.map((column) => `t.${identifier(column)}`)
    const here =
      more.length === 0 ? only : `(${[only, ...more].map((part) => `coalesce(${part}, 0)`).join(' + ')})`
    const there = `o.${identifier(name)}`
    const tolerance = rounding ?? check.within?.[name] ?? 0
    const filled = [
      `(${columns.map((column) => `ft.${identifier(column)}`).join(' or ')})`,
      ...needs.map((need) => `fl.${identifier(need)}`),
      ...(check.whereUsed === true ? columns.map((column) => `ft.${inUse(column)}`) : []),
    ].join(' and ')
    const difference = mayLack ? `${here} - ${there}` : `abs(${here} - ${there})`
    return `case when ${filled} and ${here} is distinct from ${there} and coalesce(${difference} > ${tolerance}, true)
                 then ${literal(`${columns.length === 1 ? columns[0] : name} `)} || ${orQuestionMark(here)} || ${literal(`, ${log} `)} || ${orQuestionMark(there)} end`
  })
  const findings = await queryFindings(
    context,
    `with lines as materialized (
       select of.*, l.${subject} as subject_id, ${TENS.map((column) => `coalesce((of.${column} >= 10)::int, 0)`).join(' + ')} as tens
       from ${dataTable(log)} l join ${dataTable(log)} of on of.game_id = l.game_id and of.${subject} ${opponents ? '<>' : '='} l.${subject}
       where l.season = $1 and l.season_type = $2
     ), totals as materialized (${rows}),
     o as (select subject_id as ${subject}, count(*) as lines, max(game_date) >= ${unsettledFrom(context)} as is_recent,
                  (array_agg(team_id order by game_date desc))[1] as last_team_id,
                  ${totals.map(({ name, aggregate }) => `${aggregate} as ${identifier(name)}`).join(', ')} from lines group by 1),
     fl as (select ${filledByLines === '' ? 'true' : filledByLines} from lines), ft as (select ${filledHere} from totals),
     recent as (${recentGames(context)})
     select case when is_recent then 'note' else 'conflict' end as kind, ${subject}::text as subject, who || ': ' || differences as detail
     from (
       select t.${subject}, ${orQuestionMark(`t.${identifier(check.who)}`)} as who,
              coalesce(o.is_recent, false) or exists (
                select from recent r where r.team_id = coalesce((to_jsonb(t)->>'team_id')::bigint, o.last_team_id)) as is_recent,
              case when o.${subject} is null then case when ${hasPlayed(check)} then ${literal(`has no line in ${log}`)} end
                   else nullif(concat_ws(', ', ${differences.join(', ')}), '') end as differences
       from totals t left join o using (${subject}) cross join fl cross join ft) differing
     where differences is not null`,
  )
  const empty = await emptyTotals(rows, totals, log, context)
  return { verifiedBy: log, findings: asOfItsEra([...findings, ...empty], context) }
}

/** Whether a row has to have a line, in SQL. Before its first game a team may stand there without one. */
function hasPlayed({ further, of, counts = {} }: TotalsOfTheLines): string {
  if (further === true) return 'false'
  if (of !== 'season') return 'true'
  return Object.keys(counts)
    .map((column) => `t.${identifier(column)} > 0`)
    .join(' or ')
}

const inUse = (column: string): string => identifier(`${column}_in_use`)

/** The rows of the season that are compared, in SQL. */
function rowsOf({ table, of, alone }: TotalsOfTheLines): string {
  const name = dataTable(table)
  const several = `exists (select from ${name} a where (a.season, a.season_type, a.player_id) = (t.season, t.season_type, t.player_id) and a.team_id <> t.team_id)`
  return `select * from ${name} t where ${of === 'season' ? WHATEVER_TYPE : OF_SEASON}${alone === true ? ` and not ${several}` : ''}`
}

/** Totals that no row of the season has although the lines have them: one finding each. */
async function emptyTotals(
  rows: string,
  totals: readonly Total[],
  log: string,
  context: CheckContext,
): Promise<readonly Finding[]> {
  if (!isFaultless(context)) return []
  const filledByLines = mostlyFilled([...new Set(totals.flatMap(({ needs }) => needs))])
  return queryFindings(
    context,
    `with totals as materialized (${rows}), fl as (select ${filledByLines === '' ? 'true' : filledByLines} from ${dataTable(log)} where ${OF_SEASON})
     ${totals
       .map(({ name, here, needs }) => {
         const isEmpty = here.map((column) => `count(t.${identifier(column)}) = 0`)
         const filled = needs.map((need) => `(select fl.${identifier(need)} from fl)`)
         return `select 'wrong' as kind, ${literal(name)} as subject, ${literal(`${here.join(', ')} is empty in all `)} || count(*) || ' rows' as detail
                 from totals t having count(*) >= ${EMPTY_FROM} and ${[...isEmpty, ...filled].join(' and ')}`
       })
       .join(' union all ')}`,
  )
}

function totalsOf(check: TotalsOfTheLines): readonly Total[] {
  const { sums = [], parts = {}, counts = {}, minutes, minutesPerGame, log } = check
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
      : [
          {
            ...sum(minutes, [minutes], `sum(minutes)${ofFive}`),
            needs: ['minutes'],
            rounding: `${ROUNDING_MINUTES} * o.lines`,
          },
        ]),
    ...(minutesPerGame === undefined
      ? []
      : [
          {
            ...sum(minutesPerGame, [minutesPerGame], `avg(minutes)${ofFive}`),
            needs: ['minutes'],
            rounding: `${ROUNDING_MINUTES + ROUNDING_AVERAGE}`,
          },
        ]),
  ]
}

/** Lines counted, as an aggregate. */
function countOf(of: NonNullable<TotalsOfTheLines['counts']>[string]): Pick<Total, 'aggregate' | 'needs'> {
  if (of === 'all') return { aggregate: 'count(*)', needs: [] }
  if (of === 'won' || of === 'lost')
    return { aggregate: `count(*) filter (where result = '${of === 'won' ? 'W' : 'L'}')`, needs: ['result'] }
  return { aggregate: `count(*) filter (where tens >= ${of.tens})`, needs: TENS }
}
