import type { Draft } from '../kit/reader.js'
import { isFranchise } from './franchises.js'

/**
 * A team's own rebound, timeout or technical foul has the team where a player stands. A replay review is nobody's: its
 * person is the number of another action, under the name of whoever has this id.
 */
export function noPlayer(row: Draft): undefined {
  const person = row.player_id
  if (typeof person !== 'number') return
  // Players' ids have seven digits at most; clubs that are no franchises (Pre Season) have ids of five.
  const isTeam = isFranchise(person) || person === row.team_id
  if (!isTeam && row.action_type !== 'Instant Replay') return
  if (isTeam) row.team_id = person
  row.player_id = null
  row.player_name = null
}
