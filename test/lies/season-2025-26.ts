import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Told } from './lying-season.js'

/** The statistics of a season whose answers are recorded with rows. */
const RECORDED = [
  'league_leaders',
  'opponent_tracked_shots',
  'player_clutch_stats',
  'player_estimated_metrics',
  'player_season_bios',
  'player_season_hustle',
  'player_shot_locations',
  'player_tracked_defense',
  'player_tracked_shots',
  'standings',
  'team_clutch_stats',
  'team_estimated_metrics',
  'team_season_hustle',
  'team_season_stats',
  'team_shot_locations',
  'team_tracked_defense',
  'team_tracked_shots',
  'team_tracking_speed',
]

/** The season of the recorded statistics, with the real lines of its teams, some days after the last of them. */
export const SEASON_2025_26: Told = {
  season: '2025-26',
  today: '2026-03-05',
  always: ['teams', 'team_game_logs'],
  more: CATALOGUE.nba.map(({ name }) => name).filter((name) => RECORDED.includes(name)),
  write: () => {},
}
