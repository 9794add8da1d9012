import { seasonTable } from '../kit/stats-table.js'
import { OPPONENT } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * The totals of each team's opponents of a season: stats.nba.com leaguedashteamstats, MeasureType=Opponent.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_opponent', {
  ...measureOfTeams('Opponent'),
  title: "the totals of each team's opponents of a season",
  table: 'team_season_opponent',
  fields: [...TEAM_SEASON, ...OPPONENT],
  leftOut: RANKS,
  verify: linesOfTeams('team_season_opponent', { counts: GAMES, minutes: 'minutes', noted: true }),
})
