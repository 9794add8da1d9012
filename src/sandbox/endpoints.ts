/** The endpoints of stats.nba.com that the made-up league serves. */
export const SANDBOX_ENDPOINTS = [
  'scheduleleaguev2',
  'leaguegamelog',
  'commonallplayers',
  'playerindex',
  'leaguestandingsv3',
  'boxscoretraditionalv3',
  'playbyplayv3',
  'commonteamroster',
  'shotchartdetail',
] as const
