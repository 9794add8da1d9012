import type { ReadAfterTheEnd } from '../../datasets/kit/verify.js'
import { dataTable } from '../database/database.js'
import { saysOver } from '../requests/over.js'
import { exists, OF_SEASON, ofSeasonGames, queryFindings, type Interpreter } from './check.js'
import { FINAL } from './games-state.js'

/** What was read while a game was under way has to be read again once it has ended: it is no game until then. */
export const readAfterTheEnd: Interpreter<ReadAfterTheEnd> = async ({ over }, context) => {
  if (!(await exists(context, `select from nba.games where ${OF_SEASON}`)))
    return { verifiedBy: null, findings: [] }
  const findings = await queryFindings(
    context,
    `select 'missing' as kind, g.game_id as subject, 'has ended, and was last read while it was under way' as detail
     from nba.games g where ${ofSeasonGames(context, 'g.game_id')} and ${FINAL}
       and exists (select from ${dataTable(over.table)} t where t.game_id = g.game_id) and not ${saysOver(over, 'g.game_id')}`,
  )
  return { verifiedBy: null, findings }
}
