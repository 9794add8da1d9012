import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'
import { measure } from './season-totals.js'

/** A team's lines with each of its players on the floor and off it, of the answer `name`; since 2007-08, as nba.com has them. */
export const onOff = (name: 'Summary' | 'Details') =>
  ({
    group: 'lineups',
    endpoint: `teamplayeronoff${name.toLowerCase()}`,
    params: measure('Base'),
    since: 2007,
    seasonTypes: ['Regular Season', 'Playoffs'],
    resultSet: {
      [`PlayersOnCourtTeamPlayerOnOff${name}`]: { is_on_court: true },
      [`PlayersOffCourtTeamPlayerOnOff${name}`]: { is_on_court: false },
    },
    key: ['season', 'season_type', 'team_id', 'player_id', 'is_on_court'],
    leftOut: {
      'the same in all rows': ['GROUP_SET'],
      is_on_court: ['COURT_STATUS'],
      'follow from the values': ['*_RANK'],
      'in team_season_stats': [`OverallTeamPlayerOnOff${name}.*`],
    },
  }) as const

/** Who is on the floor or off it: 'Allen, Jarrett'. */
export const ON_OFF_OF = [
  [cell.id, { team_id: 'TEAM_ID', player_id: 'VS_PLAYER_ID' }],
  [cell.textOrNull, { player_name: 'VS_PLAYER_NAME' }],
  [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION', team_name: 'TEAM_NAME' }],
] as const satisfies readonly FieldGroup<string>[]
