import type { RepeatedValues } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'
import {
  asOfItsEra,
  bothValues,
  EVERY_ROW,
  exists,
  OF_SEASON,
  ofSeasonGames,
  orQuestionMark,
  queryFindings,
  teamName,
  WHATEVER_TYPE,
  type CheckContext,
  type Interpreter,
} from './check.js'

/** A row has the values of the other table's row that it names; a value that few rows of the season have is none. */
export const repeatedValues: Interpreter<RepeatedValues> = async (check, context) => {
  const other = dataTable(check.with)
  if (!(await exists(context, `select from ${other} where ${EVERY_ROW}`)))
    return { verifiedBy: null, findings: [] }
  const key = [
    ...Object.entries(check.on).map(([theirs, own]) => `o.${identifier(theirs)} = t.${identifier(own)}`),
    ...Object.entries(check.among ?? {}).map(([theirs, value]) => `o.${identifier(theirs)} = ${value}`),
  ].join(' and ')
  const findings = [
    ...(check.values === undefined ? [] : await differing(check, check.values, key, context)),
    ...(check.known === undefined ? [] : await unknown(check, check.known, key, context)),
  ]
  return { verifiedBy: check.with, findings: asOfItsEra(findings, context) }
}

/** Rows with other values than the row that they name. */
function differing(
  check: RepeatedValues,
  values: NonNullable<RepeatedValues['values']>,
  key: string,
  context: CheckContext,
): Promise<Finding[]> {
  const compared = Object.entries(values).map(([theirs, own], i) => {
    const columns = [own].flat()
    const [only = '', ...more] = columns.map((column) => `t.${identifier(column)}`)
    const here = more.length === 0 ? only : `nullif(concat_ws(' ', ${[only, ...more].join(', ')}), '')`
    const there = `o.${identifier(theirs)}`
    const within = check.within?.[theirs]
    return {
      filled: `count(${here}) * 2 > count(*) as here_${i}, count(${there}) * 2 > count(*) as there_${i}`,
      text: `case when f.here_${i} and f.there_${i} and ${here} is distinct from ${there}${
        within === undefined ? '' : ` and coalesce(abs(${here} - ${there}) > ${within}, true)`
      }
                  then ${bothValues(columns.join(' '), here, check.with, there)} end`,
    }
  })
  const rows = `${dataTable(check.table)} t join ${dataTable(check.with)} o on ${key}`
  return queryFindings(
    context,
    `with f as (select ${compared.map(({ filled }) => filled).join(', ')} from ${rows} where ${rowsOf(check, context)})
     select 'conflict' as kind, subject, who || detail as detail from (
       select ${subjectOf(check)} as subject, ${nameOf(check)} as who,
              nullif(concat_ws(', ', ${compared.map(({ text }) => text).join(', ')}), '') as detail
       from ${rows} cross join f where ${rowsOf(check, context)}) differing
     where detail is not null`,
  )
}

/** Rows that name one which the other table lacks, although it has others with the value of a column. */
function unknown(
  check: RepeatedValues,
  known: string,
  key: string,
  context: CheckContext,
): Promise<Finding[]> {
  const other = dataTable(check.with)
  const own = Object.values(check.on).map((column) => `t.${identifier(column)}`)
  const named = Object.values(check.on).map((column, i) => `${literal(`${column} `)} || ${own[i]}`)
  return queryFindings(
    context,
    `select 'conflict' as kind, ${subjectOf(check)} as subject,
            ${nameOf(check)} || ${named.join(` || ', ' || `)} || ${literal(`, without a line in ${check.with}`)} as detail
     from ${dataTable(check.table)} t
     where ${rowsOf(check, context)} and ${own.map((column) => `${column} is not null`).join(' and ')}
       and exists (select from ${other} o where o.${identifier(known)} = t.${identifier(check.on[known] ?? known)})
       and not exists (select from ${other} o where ${key})`,
  )
}

const ROWS = {
  'season-type': OF_SEASON.replace(/\b(?=season)/g, 't.'),
  season: WHATEVER_TYPE.replace(/\b(?=season)/g, 't.'),
  history: EVERY_ROW,
}

/** The rows of the table that count, in SQL. */
function rowsOf({ of, only }: RepeatedValues, context: CheckContext): string {
  const rows = of === 'game' ? ofSeasonGames(context, 't.game_id') : ROWS[of]
  return only === undefined ? rows : `${rows} and t.${identifier(only)}`
}

const subjectOf = ({ subject }: RepeatedValues): string =>
  subject === 'team_id' ? `'team ' || t.team_id` : `t.${subject}::text`

function nameOf({ subject, who }: RepeatedValues): string {
  if (subject === 'team_id') return `${teamName('t.team_id')} || ': '`
  return who === undefined ? "''" : `${orQuestionMark(`t.${identifier(who)}`)} || ': '`
}
