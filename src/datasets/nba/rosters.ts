import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { seasonOnly } from '../kit/stats-request.js'
import { teamTable } from '../kit/stats-table.js'
import { everyLogged, LEAST_PLAYERS } from '../kit/verify.js'

/**
 * Who is in a team, and its coaches: stats.nba.com commonteamroster. A player who left the team during the season is in
 * the roster of his last one alone, and some have not played yet: in 2025-26, 17 of Cleveland's 19 had, and 3 who had were
 * gone. So the teams are held against the logs, and a team's players only as far as they are not another team's. The first
 * season is a guess.
 */
export default teamTable('rosters', {
  title: 'players and coaches of each team, one request for each team',
  group: 'rosters',
  endpoint: 'commonteamroster',
  params: seasonOnly,
  since: FIRST_SEASON_YEAR,
  follows: ['player_game_logs'],
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 1,
  tables: {
    rosters: {
      resultSet: 'CommonTeamRoster',
      key: ['season', 'team_id', 'player_id'],
      ofScope: ['season'],
      mayEmpty: ['how_acquired'],
      fields: [
        [cell.id, { team_id: 'TeamID', player_id: 'PLAYER_ID' }],
        [cell.text, { player_name: 'PLAYER' }],
        [cell.textOrNull, { nickname: 'NICKNAME', jersey_number: 'NUM', position: 'POSITION' }],
        [cell.textOrNull, { height: 'HEIGHT', experience: 'EXP', college: 'SCHOOL' }],
        [cell.textOrNull, { how_acquired: 'HOW_ACQUIRED' }],
        [cell.numeral, { weight_pounds: 'WEIGHT' }],
        [cell.dateOrNone, { birthdate: 'BIRTH_DATE' }],
        [cell.number, { age: 'AGE' }],
      ],
    },
    coaches: {
      resultSet: 'Coaches',
      key: ['season', 'team_id', 'coach_id'],
      ofScope: ['season'],
      guard: 'team_id',
      fields: [
        [cell.id, { team_id: 'TEAM_ID', coach_id: 'COACH_ID' }],
        [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME' }],
        [cell.textOrNull, { coach_name: 'COACH_NAME', coach_type: 'COACH_TYPE' }],
      ],
    },
  },
  leftOut: {
    'what was asked': ['SEASON', 'LeagueID'],
    'made of the name': ['PLAYER_SLUG'],
    'say what coach_type says, or in which order a page shows them': [
      'IS_ASSISTANT',
      'SORT_SEQUENCE',
      'SUB_SORT_SEQUENCE',
    ],
  },
  verify: [
    everyLogged('team_game_logs', 'team_id', 'rosters', 'season'),
    { kind: 'players-of-its-teams', table: 'rosters', least: LEAST_PLAYERS },
  ],
})
