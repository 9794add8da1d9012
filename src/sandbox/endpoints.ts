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
  'teamgamelogs',
  'playergamelogs',
] as const

/**
 * Those of their questions that it answers, where they have several: not the measures that need what happened on the
 * floor, possession by possession.
 */
export const SANDBOX_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  teamgamelogs: ['teamgamelogs Base'],
  playergamelogs: ['playergamelogs Base'],
}
