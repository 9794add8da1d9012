import { describe, expect, it } from 'vitest'
import gameSummaries from '../../../src/datasets/nba/game-summaries.js'
import { day, idOrNull, isOne, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const RECORDED = [
  ['0022200552', recorded('smoke.BoxScoreSummaryV2.json.gz')],
  ['0022300001', recorded('scenarios.common.BoxScoreSummaryV2.json.gz')],
] as const
const ONE_ROW_EACH = ['GameSummary', 'GameInfo', 'LastMeeting', 'SeasonSeries', 'AvailableVideo']

/** '2:51' as minutes. */
const hours = (text: unknown): number => {
  const [hour, minute] = String(text).split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}

for (const [game, answer] of RECORDED)
  describe.skipIf(answer === undefined)(`game_summaries of the recorded answer about ${game}`, () => {
    const game_id = game
    it('has one row of the result sets that have one', async () => {
      const { of: rows, refused } = await readRecorded(gameSummaries, answer, { about: game })
      expect(refused).toEqual([])
      const of = Object.fromEntries(
        ONE_ROW_EACH.flatMap((set) =>
          Object.entries(rowsOf(answer, set)[0] ?? {}).map(([header, value]) => [`${set}.${header}`, value]),
        ),
      )
      expect(rows('game_summaries')).toEqual([
        {
          game_id,
          game_date: day(of['GameSummary.GAME_DATE_EST']),
          last_meeting_date: day(of['LastMeeting.LAST_GAME_DATE_EST']),
          sequence_of_day: of['GameSummary.GAME_SEQUENCE'],
          status: of['GameSummary.GAME_STATUS_ID'],
          status_text: words(of['GameSummary.GAME_STATUS_TEXT']),
          game_code: words(of['GameSummary.GAMECODE']),
          home_team_id: idOrNull(of['GameSummary.HOME_TEAM_ID']),
          away_team_id: idOrNull(of['GameSummary.VISITOR_TEAM_ID']),
          periods: of['GameSummary.LIVE_PERIOD'],
          attendance: of['GameInfo.ATTENDANCE'],
          national_broadcaster: words(of['GameSummary.NATL_TV_BROADCASTER_ABBREVIATION']),
          duration_minutes: hours(of['GameInfo.GAME_TIME']),
          last_meeting_game_id: words(of['LastMeeting.LAST_GAME_ID']),
          series_leader: words(of['SeasonSeries.SERIES_LEADER']),
          last_meeting_home_team_id: idOrNull(of['LastMeeting.LAST_GAME_HOME_TEAM_ID']),
          last_meeting_away_team_id: idOrNull(of['LastMeeting.LAST_GAME_VISITOR_TEAM_ID']),
          last_meeting_home_score: of['LastMeeting.LAST_GAME_HOME_TEAM_POINTS'],
          last_meeting_away_score: of['LastMeeting.LAST_GAME_VISITOR_TEAM_POINTS'],
          series_home_wins: of['SeasonSeries.HOME_TEAM_WINS'],
          series_home_losses: of['SeasonSeries.HOME_TEAM_LOSSES'],
          video_available: isOne(of['AvailableVideo.VIDEO_AVAILABLE_FLAG']),
          hustle_available: isOne(of['AvailableVideo.HUSTLE_STATUS']),
          tracking_available: isOne(of['AvailableVideo.PT_AVAILABLE']),
          tracking_xyz_available: isOne(of['AvailableVideo.PT_XYZ_AVAILABLE']),
        },
      ])
    })

    it('has the referees, the inactive players, and two lines of points by period', async () => {
      const { of: rows } = await readRecorded(gameSummaries, answer, { about: game })
      expect(rows('game_officials')).toEqual(
        rowsOf(answer, 'Officials').map((of) => ({
          game_id,
          official_id: of.OFFICIAL_ID,
          first_name: words(of.FIRST_NAME),
          last_name: words(of.LAST_NAME),
          jersey_number: words(of.JERSEY_NUM),
        })),
      )
      expect(rows('game_inactive_players')).toEqual(
        rowsOf(answer, 'InactivePlayers').map((of) => ({
          game_id,
          player_id: of.PLAYER_ID,
          team_id: idOrNull(of.TEAM_ID),
          first_name: words(of.FIRST_NAME),
          last_name: words(of.LAST_NAME),
          jersey_number: words(of.JERSEY_NUM),
        })),
      )
      expect(rows('game_line_scores')).toEqual(
        rowsOf(answer, 'LineScore').map((of) => ({
          game_id,
          team_id: of.TEAM_ID,
          team_abbreviation: words(of.TEAM_ABBREVIATION),
          team_city: words(of.TEAM_CITY_NAME),
          team_name: words(of.TEAM_NICKNAME),
          record: words(of.TEAM_WINS_LOSSES),
          points_period_1: of.PTS_QTR1,
          points_period_2: of.PTS_QTR2,
          points_period_3: of.PTS_QTR3,
          points_period_4: of.PTS_QTR4,
          points_overtime_1: of.PTS_OT1,
          points_overtime_2: of.PTS_OT2,
          points_overtime_3: of.PTS_OT3,
          points_overtime_4: of.PTS_OT4,
          points_overtime_5: of.PTS_OT5,
          points_overtime_6: of.PTS_OT6,
          points_overtime_7: of.PTS_OT7,
          points_overtime_8: of.PTS_OT8,
          points_overtime_9: of.PTS_OT9,
          points_overtime_10: of.PTS_OT10,
          points: of.PTS,
        })),
      )
      expect(rows('game_team_stats')).toEqual(
        rowsOf(answer, 'OtherStats').map((of) => ({
          game_id,
          team_id: of.TEAM_ID,
          points_paint: of.PTS_PAINT,
          points_second_chance: of.PTS_2ND_CHANCE,
          points_fast_break: of.PTS_FB,
          points_off_turnovers: of.PTS_OFF_TO,
          largest_lead: of.LARGEST_LEAD,
          lead_changes: of.LEAD_CHANGES,
          times_tied: of.TIMES_TIED,
          team_turnovers: of.TEAM_TURNOVERS,
          total_turnovers: of.TOTAL_TURNOVERS,
          team_rebounds: of.TEAM_REBOUNDS,
        })),
      )
    })

    it('names each member of the answer that it does not store', () => {
      expect(unnamed(gameSummaries, answer)).toEqual([])
    })
  })
