import type { AsManyWonAsLost } from '../../datasets/kit/verify.js'
import { dataTable, identifier } from '../database/database.js'
import { EVERY_ROW, queryFindings, WHATEVER_TYPE, type Interpreter } from './check.js'

/** All teams together have won as often as they lost. Nothing independent says so. */
export const asManyWonAsLost: Interpreter<AsManyWonAsLost> = async ({ table, of, only }, context) => {
  const counted = only === undefined ? 'true' : identifier(only)
  const findings = await queryFindings(
    context,
    `select 'wrong' as kind, 'wins' as subject, sum(wins) || ' wins of all teams, ' || sum(losses) || ' losses' as detail
     from ${dataTable(table)} where ${of === 'season' ? WHATEVER_TYPE : EVERY_ROW} and ${counted} having sum(wins) <> sum(losses)`,
  )
  return { verifiedBy: null, findings }
}
