import type { AsManyWonAsLost } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'
import { asOfItsEra, EVERY_ROW, OF_SEASON, queryFindings, WHATEVER_TYPE, type Interpreter } from './check.js'

/** Corrections that one of two columns has first. */
const CORRECTED = 5

const ROWS = { 'season-type': OF_SEASON, season: WHATEVER_TYPE, history: EVERY_ROW }

/** All teams together have won as often as they lost, and are as far ahead as behind. Nothing independent says so. */
export const asManyWonAsLost: Interpreter<AsManyWonAsLost> = async (check, context) => {
  const { table, of = 'history', only, zero } = check
  const rows = `${dataTable(table)} where ${ROWS[of]} and ${only === undefined ? 'true' : identifier(only)}`
  const findings = await queryFindings(
    context,
    `select 'wrong' as kind, 'wins' as subject, sum(wins) || ' wins of all teams, ' || sum(losses) || ' losses' as detail
     from ${rows} having sum(wins) <> sum(losses)`,
  )
  const uneven = Object.entries(check.even ?? {}).map(([done, suffered]) => {
    const [here, there] = [done, suffered].map((column) => `sum(${identifier(column)})`)
    return `select 'wrong' as kind, ${literal(suffered)} as subject, ${literal(`${done} `)} || ${here} || ${literal(` of all teams, ${suffered} `)} || ${there} as detail
            from ${rows} having ${there} > 0 and abs(${here} - ${there}) > ${CORRECTED}`
  })
  if (uneven.length > 0) findings.push(...(await queryFindings(context, uneven.join(' union all '))))
  if (zero === undefined) return { verifiedBy: null, findings }
  const ahead = await queryFindings(
    context,
    `select 'wrong' as kind, ${literal(zero)} as subject, ${literal(`${zero} of all teams is `)} || sum(${identifier(zero)}) || ', not 0' as detail
     from ${rows} having abs(sum(${identifier(zero)})) > 1e-6`,
  )
  return { verifiedBy: null, findings: [...findings, ...asOfItsEra(ahead, context)] }
}
