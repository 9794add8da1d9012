import { cell } from '../kit/cells.js'
import { query, seasonParams } from '../kit/stats-request.js'
import { teamTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'

/**
 * Every field goal that was attempted, with its place: stats.nba.com shotchartdetail, a team's season in one answer. The
 * columns are those of public documentation (no answer with rows is recorded); so what the shots come to is noted where
 * it differs from the game logs, and makes no run incomplete. Shots have places since 1996-97.
 */
export default teamTable('shots', {
  title: 'every attempted field goal with its place, one request for each team',
  group: 'shooting',
  endpoint: 'shotchartdetail',
  resultSet: 'Shot_Chart_Detail',
  params: (scope) => ({
    ...seasonParams(scope),
    ...query(
      'PlayerID=0&ContextMeasure=FGA&GameID=&Outcome=&Location=&Month=0&SeasonSegment=&DateFrom=&DateTo=&' +
        'OpponentTeamID=0&VsConference=&VsDivision=&PlayerPosition=&RookieYear=&GameSegment=&Period=0&LastNGames=0',
    ),
  }),
  since: 1996,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 1,
  table: 'shots',
  key: ['game_id', 'game_event_id'],
  guard: 'game_id',
  fields: [
    [cell.gameId, { game_id: 'GAME_ID' }],
    [cell.id, { player_id: 'PLAYER_ID', team_id: 'TEAM_ID' }],
    [
      cell.textOrNull,
      { player_name: 'PLAYER_NAME', action_type: 'ACTION_TYPE', zone_basic: 'SHOT_ZONE_BASIC' },
    ],
    [cell.date, { game_date: 'GAME_DATE' }],
    [cell.ordinal, { game_event_id: 'GAME_EVENT_ID', period: 'PERIOD' }],
    [cell.count, { minutes_left: 'MINUTES_REMAINING', seconds_left: 'SECONDS_REMAINING' }],
    [cell.count, { distance: 'SHOT_DISTANCE' }],
    [cell.textOrNull, { shot_type: 'SHOT_TYPE', zone_area: 'SHOT_ZONE_AREA', zone_range: 'SHOT_ZONE_RANGE' }],
    [cell.difference, { x: 'LOC_X', y: 'LOC_Y' }],
    [cell.one, { is_made: 'SHOT_MADE_FLAG' }],
  ],
  leftOut: {
    'the same in every row': ['GRID_TYPE', 'SHOT_ATTEMPTED_FLAG'],
    'is_made says it': ['EVENT_TYPE'],
    'games and teams have them': ['TEAM_NAME', 'HTM', 'VTM'],
    'the dataset shot_averages has them': ['LeagueAverages.*'],
  },
  verify: [
    everyLogged('team_game_logs', 'team_id', 'shots', 'season', 'season_type'),
    {
      kind: 'counts-of-the-lines',
      table: 'shots',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      counts: { field_goals_attempted: 'all', field_goals_made: 'is_made' },
      who: 'player_name',
    },
  ],
})
