import { describe, expect, it } from 'vitest'
import type { Dataset, Row } from '../../../src/datasets/dataset.js'
import opponentTrackedShots from '../../../src/datasets/nba/opponent-tracked-shots.js'
import playerClutchStats from '../../../src/datasets/nba/player-clutch-stats.js'
import playerEstimatedMetrics from '../../../src/datasets/nba/player-estimated-metrics.js'
import playerSeasonBios from '../../../src/datasets/nba/player-season-bios.js'
import playerSeasonHustle from '../../../src/datasets/nba/player-season-hustle.js'
import playerShotLocations from '../../../src/datasets/nba/player-shot-locations.js'
import playerTrackedDefense from '../../../src/datasets/nba/player-tracked-defense.js'
import playerTrackedShots from '../../../src/datasets/nba/player-tracked-shots.js'
import teamClutchStats from '../../../src/datasets/nba/team-clutch-stats.js'
import teamEstimatedMetrics from '../../../src/datasets/nba/team-estimated-metrics.js'
import teamSeasonHustle from '../../../src/datasets/nba/team-season-hustle.js'
import teamShotLocations from '../../../src/datasets/nba/team-shot-locations.js'
import teamTrackedDefense from '../../../src/datasets/nba/team-tracked-defense.js'
import teamTrackedShots from '../../../src/datasets/nba/team-tracked-shots.js'
import teamTrackingSpeed from '../../../src/datasets/nba/team-tracking-speed.js'
import { recorded } from '../recorded.js'
import { expectEveryRow, linesOfSet } from '../value-for-value.js'

const AJ_GREEN = 1631260
const HAWKS = 1610612737

/** Each with its recorded answer of 2025-26, the rows in it, and some values of A.J. Green or the Hawks, read by eye. */
const RECORDED: readonly (readonly [Dataset, file: string, set: string, rows: number, some: Row])[] = [
  [
    playerSeasonBios,
    'LeagueDashPlayerBioStats',
    'LeagueDashPlayerBioStats',
    535,
    {
      player_name: 'AJ Green',
      team_abbreviation: 'MIL',
      height: '6-4',
      height_inches: 76,
      weight_pounds: 190,
      college: 'Northern Iowa',
      country: 'USA',
      draft_year: 'Undrafted',
      games_played: 50,
      points: 522,
      rebounds: 130,
      assists: 103,
      net_rating: 0.5,
      offensive_rebound_pct: 0.008,
      defensive_rebound_pct: 0.076,
      usage_pct: 0.127,
      true_shooting_pct: 0.637,
      assist_pct: 0.089,
    },
  ],
  [
    playerClutchStats,
    'LeagueDashPlayerClutch',
    'LeagueDashPlayerClutch',
    445,
    {
      games_played: 23,
      wins: 12,
      minutes: 83.33166666666666,
      field_goals_attempted: 23,
      rebounds: 3,
      blocks: 0,
    },
  ],
  [
    playerEstimatedMetrics,
    'PlayerEstimatedMetrics',
    'PlayerEstimatedMetrics',
    535,
    {
      games_played: 50,
      losses: 27,
      minutes_per_game: 30.2,
      estimated_defensive_rating: 113,
      estimated_assist_ratio: 18.5,
      estimated_turnover_pct: 7.734,
      estimated_usage_pct: 0.131,
      estimated_pace: 100.64,
    },
  ],
  [
    playerSeasonHustle,
    'LeagueHustleStatsPlayer',
    'HustleStatsPlayer',
    532,
    {
      games: 50,
      minutes: 1510,
      contested_shots: 195,
      contested_three_pointers: 89,
      deflections: 75,
      charges_drawn: 3,
      screen_assist_points: 33,
      offensive_loose_balls_recovered: 6,
      defensive_loose_balls_recovered: 20,
      defensive_loose_ball_pct: 0.769,
      defensive_box_outs: 28,
      box_out_team_rebounds: 28,
      box_out_rebounds: 7,
      box_out_rebound_pct: 0.25,
    },
  ],
  [
    playerShotLocations,
    'LeagueDashPlayerShotLocations',
    'ShotLocations',
    535,
    {
      restricted_area_made: 8,
      restricted_area_attempted: 13,
      paint_pct: 0.615,
      midrange_attempted: 15,
      left_corner_three_made: 28,
      right_corner_three_attempted: 49,
      above_break_three_made: 97,
      backcourt_attempted: 0,
      corner_three_made: 54,
      corner_three_attempted: 106,
    },
  ],
  [
    playerTrackedShots,
    'LeagueDashPlayerPtShot',
    'LeagueDashPTShots',
    532,
    {
      team_abbreviation: 'MIL',
      games: 50,
      two_pointers_made: 21,
      three_pointers_attempted: 354,
      three_pointer_frequency: 0.896,
    },
  ],
  [
    playerTrackedDefense,
    'LeagueDashPtDefend',
    'LeagueDashPTDefend',
    532,
    { position: 'G', field_goals_made: 295, usual_field_goal_pct: 0.46, field_goal_pct_difference: 0.007 },
  ],
  [
    teamClutchStats,
    'LeagueDashTeamClutch',
    'LeagueDashTeamClutch',
    30,
    {
      games_played: 28,
      losses: 15,
      minutes: 105.67,
      three_pointers_made: 24,
      turnovers: 29,
      plus_minus: -12,
    },
  ],
  [
    teamEstimatedMetrics,
    'TeamEstimatedMetrics',
    'TeamEstimatedMetrics',
    30,
    {
      minutes: 2794,
      estimated_offensive_rating: 111.3,
      estimated_pace: 104.7,
      estimated_team_turnover_pct: 0.136,
    },
  ],
  [
    teamSeasonHustle,
    'LeagueHustleStatsTeam',
    'HustleStatsTeam',
    30,
    { minutes: 2769, contested_shots: 2541, charges_drawn: 10, box_outs: 338, defensive_box_out_pct: 0.843 },
  ],
  [
    teamShotLocations,
    'LeagueDashTeamShotLocations',
    'ShotLocations',
    30,
    {
      restricted_area_made: 989,
      paint_attempted: 1142,
      above_break_three_pct: 0.361,
      corner_three_made: 242,
    },
  ],
  [
    teamTrackedShots,
    'LeagueDashTeamPtShot',
    'LeagueDashPTShots',
    30,
    {
      field_goals_made: 2494,
      two_pointers_made: 1657,
      three_pointers_attempted: 2266,
      two_pointer_frequency: 0.574,
    },
  ],
  [
    opponentTrackedShots,
    'LeagueDashOppPtShot',
    'LeagueDashPTShots',
    30,
    { field_goals_made: 2501, effective_field_goal_pct: 0.549, three_pointer_pct: 0.358 },
  ],
  [
    teamTrackedDefense,
    'LeagueDashPtTeamDefend',
    'LeagueDashPtTeamDefend',
    30,
    { games: 58, field_goals_attempted: 5260, field_goal_pct: 0.475, usual_field_goal_pct: 0.469 },
  ],
  [
    teamTrackingSpeed,
    'LeagueDashPtStats',
    'LeagueDashPtStats',
    30,
    {
      minutes: 13_970,
      distance_feet: 5_619_321,
      offensive_distance_miles: 562.3,
      average_speed: 4.49,
      average_defensive_speed: 4.08,
    },
  ],
]

describe('each row of a recorded answer is stored, value for value', () => {
  for (const [dataset, name, set, count, some] of RECORDED) {
    const answer = recorded(`smoke.${name}.json.gz`)
    it.skipIf(answer === undefined)(`of ${dataset.name}`, async () => {
      const rows = await expectEveryRow(dataset, answer, linesOfSet(answer, set))
      expect(rows).toHaveLength(count)
      expect(
        rows.find((row) => row.player_id === AJ_GREEN || (!('player_id' in row) && row.team_id === HAWKS)),
      ).toMatchObject({ ...some, season: '2025-26', season_type: 'Regular Season' })
    })
  }
})
