import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { COUNTED } from './counted.js'
import { SEASON_LINE } from './line-rules.js'
import { BASE } from './measures.js'
import {
  GAMES,
  measureOfPlayers,
  PLAYER_SEASON,
  RANKS,
  sumsOfItsTeams,
  totalsOfPlayers,
} from './season-totals.js'

/**
 * Corrections that one of the two tables has first. On one day of 2025-26 the totals of 535 players differed by one
 * from those that the league's list of leaders makes of the lines: defensive rebounds of 5 players, turnovers of 2,
 * blocks and attempts of one each; all other columns were equal. One that passes ten changes a double double.
 *
 * Plus/minus: in all five of a player's seasons that are over it differed from the sum, by up to 9. The team has no rule,
 * which is the present one, also of a player who has not played for it yet.
 */
const CORRECTED = {
  field_goals_attempted: 2,
  defensive_rebounds: 2,
  rebounds: 2,
  turnovers: 2,
  blocks: 2,
  double_doubles: 1,
  triple_doubles: 1,
}

const CORRECTED_PLUS_MINUS = 15

/**
 * Each player's totals of the season: stats.nba.com leaguedashplayerstats.
 * Cell types follow from 535 rows of a recorded answer.
 */
export default seasonTable('player_season_stats', {
  ...measureOfPlayers('Base'),
  called: 'leaguedashplayerstats',
  follows: [],
  title: "each player's totals of the season",
  version: 2,
  needs: ['player_game_logs'],
  table: 'player_season_stats',
  fields: [
    ...PLAYER_SEASON,
    [cell.textOrNull, { nickname: 'NICKNAME' }],
    ...BASE,
    [cell.difference, { plus_minus: 'PLUS_MINUS' }],
    [cell.number, { fantasy_points: 'NBA_FANTASY_PTS' }],
    [cell.count, { double_doubles: 'DD2', triple_doubles: 'TD3', team_count: 'TEAM_COUNT' }],
  ],
  leftOut: { ...RANKS, 'of another league': ['WNBA_FANTASY_PTS'] },
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_season_stats', 'season', 'season_type'),
    totalsOfPlayers('player_season_stats', {
      // lines of a few seconds, 0 minutes, count as well
      counts: { ...GAMES, double_doubles: { tens: 2 }, triple_doubles: { tens: 3 } },
      sums: [...COUNTED, 'rebounds', 'turnovers'],
      minutes: 'minutes',
      within: CORRECTED,
    }),
    totalsOfPlayers('player_season_stats', {
      sums: ['plus_minus'],
      within: { plus_minus: CORRECTED_PLUS_MINUS },
      further: true,
      noted: true,
    }),
    sumsOfItsTeams('player_season_stats', 'team_season_stats', ['blocked_attempts', 'personal_fouls_drawn']),
    { kind: 'names-of-the-players', table: 'player_season_stats', name: ['player_name'], of: 'season' },
    {
      kind: 'teams-of-the-season',
      table: 'player_season_stats',
      among: 'team_game_logs',
      who: 'player_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'player_season_stats',
      subject: 'player_id',
      who: 'player_name',
      rules: SEASON_LINE,
    },
  ],
})
