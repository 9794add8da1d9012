import { cell } from '../kit/cells.js'
import type { Column, FieldGroup } from '../kit/fields.js'

/** What the league table has of a team beside wins and losses: records such as '25-16', streaks, ranks, what is clinched. */
export const RECORDS = [
  [cell.textOrNull, { conference_record: 'ConferenceRecord', division_record: 'DivisionRecord' }, 'optional'],
  [cell.textOrNull, { neutral_record: 'NEUTRAL', last_10_record: 'L10' }, 'optional'],
  [cell.textOrNull, { last_10_home_record: 'Last10Home', last_10_road_record: 'Last10Road' }, 'optional'],
  [cell.textOrNull, { overtime_record: 'OT', three_points_or_less_record: 'ThreePTSOrLess' }, 'optional'],
  [
    cell.textOrNull,
    { ten_points_or_more_record: 'TenPTSOrMore', ahead_at_half_record: 'AheadAtHalf' },
    'optional',
  ],
  [cell.textOrNull, { behind_at_half_record: 'BehindAtHalf', tied_at_half_record: 'TiedAtHalf' }, 'optional'],
  [
    cell.textOrNull,
    { ahead_at_third_record: 'AheadAtThird', behind_at_third_record: 'BehindAtThird' },
    'optional',
  ],
  [
    cell.textOrNull,
    { tied_at_third_record: 'TiedAtThird', score_100_points_record: 'Score100PTS' },
    'optional',
  ],
  [
    cell.textOrNull,
    { opponent_score_100_points_record: 'OppScore100PTS', opponent_over_500_record: 'OppOver500' },
    'optional',
  ],
  [
    cell.textOrNull,
    { lead_in_field_goal_pct_record: 'LeadInFGPCT', lead_in_rebounds_record: 'LeadInReb' },
    'optional',
  ],
  [
    cell.textOrNull,
    { fewer_turnovers_record: 'FewerTurnovers', score_80_plus_record: 'Score_80_Plus' },
    'optional',
  ],
  [
    cell.textOrNull,
    { opponent_score_80_plus_record: 'Opp_Score_80_Plus', score_below_80_record: 'Score_Below_80' },
    'optional',
  ],
  [
    cell.textOrNull,
    { opponent_score_below_80_record: 'Opp_Score_Below_80', east_record: 'vsEast' },
    'optional',
  ],
  [cell.textOrNull, { atlantic_record: 'vsAtlantic', central_record: 'vsCentral' }, 'optional'],
  [cell.textOrNull, { southeast_record: 'vsSoutheast', west_record: 'vsWest' }, 'optional'],
  [cell.textOrNull, { northwest_record: 'vsNorthwest', pacific_record: 'vsPacific' }, 'optional'],
  [cell.textOrNull, { southwest_record: 'vsSouthwest', january_record: 'Jan' }, 'optional'],
  [cell.textOrNull, { february_record: 'Feb', march_record: 'Mar' }, 'optional'],
  [cell.textOrNull, { april_record: 'Apr', may_record: 'May' }, 'optional'],
  [cell.textOrNull, { june_record: 'Jun', july_record: 'Jul' }, 'optional'],
  [cell.textOrNull, { august_record: 'Aug', september_record: 'Sep' }, 'optional'],
  [cell.textOrNull, { october_record: 'Oct', november_record: 'Nov' }, 'optional'],
  [cell.textOrNull, { december_record: 'Dec' }, 'optional'],
  [cell.numeral, { division_rank: 'DivisionRank', league_rank: 'LeagueRank' }, 'optional'],
  [cell.numeral, { long_home_streak: 'LongHomeStreak', long_road_streak: 'LongRoadStreak' }, 'optional'],
  [cell.numeral, { long_win_streak: 'LongWinStreak', long_loss_streak: 'LongLossStreak' }, 'optional'],
  [
    cell.numeral,
    { current_home_streak: 'CurrentHomeStreak', current_road_streak: 'CurrentRoadStreak' },
    'optional',
  ],
  [cell.numeral, { current_streak: 'CurrentStreak', total_points: 'TotalPoints' }, 'optional'],
  [
    cell.numeral,
    { opponent_total_points: 'OppTotalPoints', total_points_difference: 'DiffTotalPoints' },
    'optional',
  ],
  [cell.numeral, { playoff_seeding: 'PlayoffSeeding' }, 'optional'],
  [
    cell.number,
    { conference_games_back: 'ConferenceGamesBack', division_games_back: 'DivisionGamesBack' },
    'optional',
  ],
  [
    cell.number,
    { league_games_back: 'LeagueGamesBack', points_per_game_difference: 'DiffPointsPG' },
    'optional',
  ],
  [
    cell.oneOrNone,
    {
      clinched_conference_title: 'ClinchedConferenceTitle',
      clinched_division_title: 'ClinchedDivisionTitle',
    },
    'optional',
  ],
  [
    cell.oneOrNone,
    { clinched_playoff_berth: 'ClinchedPlayoffBirth', clinched_play_in: 'ClinchedPlayIn' },
    'optional',
  ],
  [
    cell.oneOrNone,
    { clinched_post_season: 'ClinchedPostSeason', eliminated_conference: 'EliminatedConference' },
    'optional',
  ],
  [cell.oneOrNone, { eliminated_division: 'EliminatedDivision' }, 'optional'],
  [cell.textOrNull, { clinch_indicator: 'ClinchIndicator' }, 'optional'],
] as const satisfies readonly FieldGroup<Column<'standings'>>[]

/** Their columns: answers about former seasons lack many, and a season lacks those of what is decided later. */
export const OF_RECORDS = RECORDS.flatMap(([, columns]) => columnsOf(columns))

function columnsOf<C extends string>(columns: { readonly [K in C]?: string }): readonly C[] {
  const names: C[] = []
  for (const name in columns) names.push(name)
  return names
}
