import type { LineRule, RulesOfALine } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'
import {
  asOfItsEra,
  isFaultless,
  mostlyFilled,
  EVERY_ROW,
  OF_SEASON,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  WHATEVER_TYPE,
  type CheckContext,
  type Interpreter,
} from './check.js'

/** The source rounds shares to three decimals. */
const ROUNDING = 0.00051

/** A sum with fractions is given to one decimal. */
const ROUNDED_SUM = 0.06

/** Games on neutral ground may be in neither of the records at home and on the road. */
const MOST_NEUTRAL = 5

/** A sum as people write it, in SQL: binary fractions leave 2.4000000000000057. */
const exact = (sum: string): string => `trim_scale(round((${sum})::numeric, 6))`

/** Each row agrees with itself, and no column is empty that no season lacks. Nothing independent verifies it. */
export const rulesOfALine: Interpreter<RulesOfALine> = async (check, context) => {
  const findings = [...(await brokenRules(check, context)), ...(await unusedColumns(check, context))]
  return { verifiedBy: null, findings: asOfItsEra(findings, context) }
}

/** Rows that break a rule. */
async function brokenRules(check: RulesOfALine, context: CheckContext): Promise<readonly Finding[]> {
  const table = dataTable(check.table)
  const rules = check.rules
    // The older sheets have gaps.
    .filter(({ rule }) => rule !== 'filled' || isFaultless(context))
    .flatMap(broken)
  if (rules.length === 0) return []
  const filled = mostlyFilled([...new Set(rules.flatMap(({ columns }) => columns))])
  const inUse = [...new Map(rules.flatMap(({ inUse: of = {} }) => Object.entries(of)))].map(
    ([column, isUsed]) => `${isUsed} as ${inUseOf(column)}`,
  )
  const played = check.played === undefined ? 'true' : `l.${identifier(check.played)} is not null`
  return queryFindings(
    context,
    `with lines as materialized (select * from ${table} l where ${ofSeason(check, context)} and ${played}),
          filled as (select ${[filled, ...inUse].filter(Boolean).join(', ')} from lines)
     select 'wrong' as kind, subject, detail from (
       select ${subjectOf(check)} as subject,
              ${nameOf(check)} || nullif(concat_ws(', ', ${rules
                .map(
                  ({ columns, inUse: of = {}, condition, text }) =>
                    `case when ${[...columns.map((column) => `f.${identifier(column)}`), ...Object.keys(of).map((column) => `f.${inUseOf(column)}`), `(${condition})`].join(' and ')} then ${text} end`,
                )
                .join(', ')}), '') as detail
       from lines l cross join filled f) rows where detail is not null`,
  )
}

/** Columns that no season lacks and that all or too many rows lack: one finding each, not one for each row. */
async function unusedColumns(check: RulesOfALine, context: CheckContext): Promise<readonly Finding[]> {
  if (!isFaultless(context)) return []
  const columns = check.rules.flatMap((rule) =>
    rule.rule === 'used' ? rule.columns.map((name) => ({ ...rule, name })) : [],
  )
  if (columns.length === 0) return []
  return queryFindings(
    context,
    `with used as (select count(*) as rows, ${columns
      .map(
        ({ name }, i) => `count(*) filter (where l.${identifier(name)}::text not in ('', '0')) as used_${i}`,
      )
      .join(', ')}
       from ${dataTable(check.table)} l where ${ofSeason(check, context)})
     ${columns
       .map(
         ({ name, from, share = 0 }, i) =>
           `select 'wrong' as kind, ${literal(name)} as subject, ${literal(`${name} is empty in `)} || rows - used_${i} || ' of ' || rows || ' rows' as detail
            from used where rows >= ${from} and used_${i} <= ${share} * rows`,
       )
       .join(' union all ')}`,
  )
}

const inUseOf = (column: string): string => identifier(`${column}_in_use`)

function ofSeason({ subject, of }: RulesOfALine, context: CheckContext): string {
  if (of === 'history') return EVERY_ROW
  if (of === 'season') return WHATEVER_TYPE
  return subject === 'game_id' ? ofSeasonGames(context, 'l.game_id') : OF_SEASON
}

const subjectOf = ({ subject }: RulesOfALine): string =>
  ({
    game_id: 'l.game_id',
    team_id: `'team ' || l.team_id`,
    player_id: 'l.player_id::text',
    season: 'l.season',
  })[subject]

function nameOf({ subject, who }: RulesOfALine): string {
  if (subject === 'team_id') return `${teamName('l.team_id')} || ': '`
  return who === undefined ? "''" : `${orQuestionMark(`l.${identifier(who)}`)} || ': '`
}

/** A rule in SQL: the columns that must be filled by the season, when a row breaks it, and what is said then. */
interface Broken {
  readonly columns: readonly string[]
  /** Columns that a few rows of the season tell to be in use, by the aggregate that says so. */
  readonly inUse?: Readonly<Record<string, string>>
  readonly condition: string
  readonly text: string
}

function broken(rule: LineRule): readonly Broken[] {
  const of = (column: string): string => `l.${identifier(column)}`
  switch (rule.rule) {
    case 'filled':
      return rule.columns.map((column) => ({
        columns: [column],
        condition: `${of(column)} is null`,
        text: literal(`${column} is empty`),
      }))
    case 'used':
      return [] // of all rows together
    case 'at-most':
      return [
        {
          columns: [rule.column, rule.most],
          condition: `${of(rule.column)} > ${of(rule.most)}`,
          text: `${literal(`${rule.column} `)} || ${of(rule.column)} || ${literal(` of ${rule.most} `)} || ${of(rule.most)}`,
        },
      ]
    case 'share': {
      const whole = `(${rule.of.map(of).join(' + ')})`
      const share = of(rule.column)
      const plus = Object.entries(rule.plus ?? {})
      const part = [of(rule.part), ...plus.map(([column, weight]) => `${of(column)} * ${weight}`)].join(' + ')
      return [
        {
          columns: [rule.part, ...plus.map(([column]) => column), ...rule.of],
          // Many lines have no share, since they have no attempt.
          inUse: { [rule.column]: `count(${identifier(rule.column)}) > 0` },
          condition: `case when ${whole} = 0 then coalesce(${share}, 0) <> 0
                           when ${whole} > 0 then coalesce(abs(${share} - (${part})::float8 / ${whole}) > ${ROUNDING}, (${part}) is not null) end`,
          text: `${literal(`${rule.column} `)} || ${orQuestionMark(share)} || ', but ' || ${orQuestionMark(`(${part})`)} || ' of ' || ${orQuestionMark(whole)}`,
        },
      ]
    }
    case 'total': {
      const columns = Object.keys(rule.of)
      const isOptional = (column: string): boolean => rule.orNone?.includes(column) ?? false
      const sum = Object.entries(rule.of)
        .map(
          ([column, weight]) =>
            `${isOptional(column) ? `coalesce(${of(column)}, 0)` : of(column)} * ${weight}`,
        )
        .join(' + ')
      return [
        {
          columns: [rule.column, ...columns.filter((column) => !isOptional(column))],
          ...(rule.whereUsed && {
            inUse: Object.fromEntries(
              columns.map((column) => [column, `coalesce(max(${identifier(column)}) > 0, false)`]),
            ),
          }),
          condition: `abs(${of(rule.column)} - (${sum})) > ${rule.within ?? ROUNDED_SUM}`,
          text: `${literal(`${rule.column} `)} || ${of(rule.column)} || ${literal(`, but ${columns.join(', ')} make `)} || ${exact(sum)}`,
        },
      ]
    }
    case 'whole': {
      const sum = rule.shares.map(of).join(' + ')
      return [
        {
          columns: rule.shares,
          condition: `${sum} <> 0 and abs(${sum} - 1) > ${rule.shares.length * ROUNDING}`,
          text: `${literal(`${rule.shares.join(', ')} make `)} || ${exact(sum)}`,
        },
      ]
    }
    case 'between': {
      const { least, most } = rule
      return [
        {
          columns: [],
          condition: `${of(rule.column)} < ${least}${most === undefined ? '' : ` or ${of(rule.column)} > ${most}`}`,
          text: `${literal(`${rule.column} `)} || ${of(rule.column)} || ${literal(most === undefined ? ` is below ${least}` : ` is outside ${least} to ${most}`)}`,
        },
      ]
    }
    case 'record': {
      const part = (column: string, at: 1 | 2): string =>
        `nullif(split_part(${of(column)}, '-', ${at}), '')::int`
      const sum = (at: 1 | 2): string => `(${part(rule.column, at)} + ${part(rule.and, at)})`
      const isRecord = (column: string): string => `${of(column)} ~ '^\\d{1,3}-\\d{1,3}$'`
      return [
        {
          columns: [rule.column, rule.and],
          condition: `case when ${isRecord(rule.column)} and ${isRecord(rule.and)}
                           then not (${of(rule.wins)} - ${sum(1)} between 0 and ${MOST_NEUTRAL} and ${of(rule.losses)} - ${sum(2)} between 0 and ${MOST_NEUTRAL}) else true end`,
          text: `${literal(`${rule.column} `)} || ${orQuestionMark(of(rule.column))} || ${literal(`, ${rule.and} `)} || ${orQuestionMark(of(rule.and))} || ', but ' || ${of(rule.wins)} || '-' || ${of(rule.losses)}`,
        },
      ]
    }
    case 'rate': {
      const [rate, amount, minutes] = [of(rule.column), of(rule.of), of(rule.minutes)]
      return [
        {
          columns: [rule.column, rule.of, rule.minutes],
          condition: `${minutes} > 0 and abs(${rate} * ${minutes} / ${rule.by}::float8 - ${amount}) > ${rule.within.number} + ${rule.within.share} * ${amount}`,
          text: `${literal(`${rule.column} `)} || ${rate} || ', but ' || ${exact(amount)} || ${literal(` ${rule.of} in `)} || round(${minutes}::numeric, 2) || ' minutes make ' || round((${amount} * ${rule.by} / ${minutes})::numeric, 2)`,
        },
      ]
    }
    case 'no-tie':
      return [
        {
          columns: [],
          condition: `${of(rule.status)} = 3 and ${of(rule.column)} is not distinct from ${of(rule.from)}`,
          text: `${literal(`final with ${rule.column} and ${rule.from} `)} || ${orQuestionMark(of(rule.column))}`,
        },
      ]
    case 'differ':
      return [
        {
          columns: [],
          condition: `${of(rule.column)} = ${of(rule.from)}`,
          text: `${literal(`${rule.column} and ${rule.from} are both `)} || ${of(rule.column)}`,
        },
      ]
  }
}
