import { seasonTable } from '../kit/stats-table.js'
import { scoringChecks } from './measure-checks.js'
import { SCORING } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * What each team's points and field goals of a season were made of: stats.nba.com leaguedashteamstats, MeasureType=Scoring.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_scoring', {
  ...measureOfTeams('Scoring'),
  follows: ['team_game_logs', 'team_season_stats', 'team_season_misc'],
  title: "what each team's points and field goals of a season were made of",
  table: 'team_season_scoring',
  fields: [...TEAM_SEASON, ...SCORING],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_scoring', { counts: GAMES, minutes: 'minutes', noted: true }),
    ...scoringChecks('team'),
  ],
})
