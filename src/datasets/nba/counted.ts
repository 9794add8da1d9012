/**
 * Statistics of a player's line that add up to the team's: in all 9,840 team lines of 2016-17 to 2018-19 and 2023-24.
 * Turnovers do not, since some are the team's own.
 */
export const COUNTED = [
  'field_goals_made',
  'field_goals_attempted',
  'three_pointers_made',
  'three_pointers_attempted',
  'free_throws_made',
  'free_throws_attempted',
  'offensive_rebounds',
  'defensive_rebounds',
  'assists',
  'steals',
  'blocks',
  'personal_fouls',
  'points',
] as const
