import { seasonTable } from '../kit/stats-table.js'
import { measureRules, OWN_POINTS } from './measure-checks.js'
import { MISC } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * Each team's points of a season in the paint, on fast breaks, off turnovers, on second chances: stats.nba.com leaguedashteamstats, MeasureType=Misc.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_misc', {
  ...measureOfTeams('Misc'),
  title: "each team's points of a season in the paint, on fast breaks, off turnovers",
  table: 'team_season_misc',
  fields: [...TEAM_SEASON, ...MISC],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_misc', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('team', 'team_season_misc'),
    {
      kind: 'as-many-won-as-lost',
      table: 'team_season_misc',
      of: 'season-type',
      even: Object.fromEntries(OWN_POINTS.map((points) => [points, `opponent_${points}`])),
      noted: true,
    },
  ],
})
