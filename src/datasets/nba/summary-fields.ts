import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'

/** One row of five result sets. */
export const SUMMARY = [
  [
    cell.dateOrNone,
    { game_date: 'GameSummary.GAME_DATE_EST', last_meeting_date: 'LastMeeting.LAST_GAME_DATE_EST' },
  ],
  [cell.count, { sequence_of_day: 'GameSummary.GAME_SEQUENCE', status: 'GameSummary.GAME_STATUS_ID' }],
  [cell.textOrNull, { status_text: 'GameSummary.GAME_STATUS_TEXT', game_code: 'GameSummary.GAMECODE' }],
  [cell.idOrNone, { home_team_id: 'GameSummary.HOME_TEAM_ID', away_team_id: 'GameSummary.VISITOR_TEAM_ID' }],
  [cell.count, { periods: 'GameSummary.LIVE_PERIOD', attendance: 'GameInfo.ATTENDANCE' }],
  [cell.textOrNull, { national_broadcaster: 'GameSummary.NATL_TV_BROADCASTER_ABBREVIATION' }],
  [cell.hours, { duration_minutes: 'GameInfo.GAME_TIME' }],
  [
    cell.textOrNull,
    { last_meeting_game_id: 'LastMeeting.LAST_GAME_ID', series_leader: 'SeasonSeries.SERIES_LEADER' },
  ],
  [cell.idOrNone, { last_meeting_home_team_id: 'LastMeeting.LAST_GAME_HOME_TEAM_ID' }],
  [cell.idOrNone, { last_meeting_away_team_id: 'LastMeeting.LAST_GAME_VISITOR_TEAM_ID' }],
  [cell.count, { last_meeting_home_score: 'LastMeeting.LAST_GAME_HOME_TEAM_POINTS' }],
  [cell.count, { last_meeting_away_score: 'LastMeeting.LAST_GAME_VISITOR_TEAM_POINTS' }],
  [
    cell.count,
    {
      series_home_wins: 'SeasonSeries.HOME_TEAM_WINS',
      series_home_losses: 'SeasonSeries.HOME_TEAM_LOSSES',
    },
  ],
  [
    cell.oneOrNone,
    {
      video_available: 'AvailableVideo.VIDEO_AVAILABLE_FLAG',
      hustle_available: 'AvailableVideo.HUSTLE_STATUS',
    },
  ],
  [
    cell.oneOrNone,
    {
      tracking_available: 'AvailableVideo.PT_AVAILABLE',
      tracking_xyz_available: 'AvailableVideo.PT_XYZ_AVAILABLE',
    },
  ],
] as const satisfies readonly FieldGroup<string>[]

/** A referee. */
export const OFFICIAL = [
  [cell.id, { official_id: 'OFFICIAL_ID' }],
  [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', jersey_number: 'JERSEY_NUM' }],
] as const satisfies readonly FieldGroup<string>[]

/** Who was not on the list for the game. */
export const INACTIVE_PLAYER = [
  [cell.id, { player_id: 'PLAYER_ID' }],
  [cell.idOrNone, { team_id: 'TEAM_ID' }],
  [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', jersey_number: 'JERSEY_NUM' }],
] as const satisfies readonly FieldGroup<string>[]

/** What else the summary has of a team. */
export const TEAM_STATS = [
  [cell.id, { team_id: 'TEAM_ID' }],
  [
    cell.count,
    { points_paint: 'PTS_PAINT', points_second_chance: 'PTS_2ND_CHANCE', points_fast_break: 'PTS_FB' },
  ],
  [
    cell.count,
    { points_off_turnovers: 'PTS_OFF_TO', largest_lead: 'LARGEST_LEAD', lead_changes: 'LEAD_CHANGES' },
  ],
  [
    cell.count,
    { times_tied: 'TIMES_TIED', team_turnovers: 'TEAM_TURNOVERS', total_turnovers: 'TOTAL_TURNOVERS' },
  ],
  [cell.count, { team_rebounds: 'TEAM_REBOUNDS' }],
] as const satisfies readonly FieldGroup<string>[]

/** Points by period as boxscoresummaryv2 has them: four quarters, and 0 for overtimes that were not played. */
export const LINE_SCORE = [
  [cell.id, { team_id: 'TEAM_ID' }],
  [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION', team_city: 'TEAM_CITY_NAME' }],
  [cell.textOrNull, { team_name: 'TEAM_NICKNAME', record: 'TEAM_WINS_LOSSES' }],
  [cell.count, { points_period_1: 'PTS_QTR1', points_period_2: 'PTS_QTR2', points_period_3: 'PTS_QTR3' }],
  [cell.count, { points_period_4: 'PTS_QTR4', points_overtime_1: 'PTS_OT1', points_overtime_2: 'PTS_OT2' }],
  [cell.count, { points_overtime_3: 'PTS_OT3', points_overtime_4: 'PTS_OT4', points_overtime_5: 'PTS_OT5' }],
  [cell.count, { points_overtime_6: 'PTS_OT6', points_overtime_7: 'PTS_OT7', points_overtime_8: 'PTS_OT8' }],
  [cell.count, { points_overtime_9: 'PTS_OT9', points_overtime_10: 'PTS_OT10', points: 'PTS' }],
] as const satisfies readonly FieldGroup<string>[]

export const LEFT_OUT_OF_SUMMARIES = {
  'game_date and the season of the id': [
    'GameSummary.SEASON',
    'GameInfo.GAME_DATE',
    'LineScore.GAME_DATE_EST',
    'SeasonSeries.GAME_DATE_EST',
    'LineScore.GAME_SEQUENCE',
  ],
  'the game is named by another column': ['*.GAME_ID', 'SeasonSeries.*_TEAM_ID'],
  'of a game that is under way': ['GameSummary.LIVE_PC_TIME', 'GameSummary.LIVE_PERIOD_TIME_BCAST'],
  "of the league's own pages": ['*.WH_STATUS', 'AvailableVideo.HISTORICAL_STATUS'],
  'made of names': [
    'LastMeeting.*_CITY',
    'LastMeeting.*_NAME',
    'LastMeeting.*_ABBREVIATION',
    'LastMeeting.*_CITY1',
    'InactivePlayers.TEAM_*',
    'OtherStats.TEAM_*',
  ],
  'the same in all answers': ['OtherStats.LEAGUE_ID'],
}
