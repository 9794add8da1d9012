import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import type { Draft } from '../kit/reader.js'
import { teamTable } from '../kit/stats-table.js'
import { everyLogged, type LineRule } from '../kit/verify.js'
import { SHARES_OF_SHOTS, TOTALS_OF_ANY_SEASON } from './line-rules.js'
import { GAMES, teamsByName, totalsOfTeams } from './season-totals.js'

/** Columns that are the sums of a season's lines. */
const SUMMED = [
  'field_goals_made field_goals_attempted three_pointers_made three_pointers_attempted free_throws_made',
  'free_throws_attempted offensive_rebounds defensive_rebounds rebounds assists personal_fouls steals blocks points',
].flatMap((line) => line.split(' '))

const OF_A_SEASON: readonly LineRule[] = [
  { rule: 'total', column: 'games_played', of: { wins: 1, losses: 1 } },
  { rule: 'share', column: 'win_pct', part: 'wins', of: ['games_played'] },
  ...SHARES_OF_SHOTS,
  ...TOTALS_OF_ANY_SEASON,
]
const RULES = {
  kind: 'rules-of-a-line',
  table: 'team_season_history',
  subject: 'team_id',
  who: 'season',
} as const

/** Every season of each team: stats.nba.com teamyearbyyearstats, a team's history in one answer. */
export default teamTable('team_season_history', {
  title: 'record, rank, playoffs and totals of every season of each team, one request for each team',
  group: 'history',
  endpoint: 'teamyearbyyearstats',
  resultSet: 'TeamStats',
  params: ({ seasonType }) => ({ LeagueID: '00', SeasonType: seasonType, PerMode: 'Totals' }),
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season'],
  freshFor: 1,
  table: 'team_season_history',
  key: ['season', 'season_type', 'team_id'],
  ofScope: ['season_type'],
  guard: 'season',
  fields: [
    [cell.id, { team_id: 'TEAM_ID' }],
    [cell.text, { season: 'YEAR', team_city: 'TEAM_CITY', team_name: 'TEAM_NAME' }],
    [cell.tally, { games_played: 'GP', wins: 'WINS', losses: 'LOSSES' }],
    [cell.share, { win_pct: 'WIN_PCT', field_goal_pct: 'FG_PCT', three_pointer_pct: 'FG3_PCT' }],
    [cell.share, { free_throw_pct: 'FT_PCT' }],
    [cell.count, { conference_rank: 'CONF_RANK', division_rank: 'DIV_RANK' }],
    [cell.count, { conference_teams: 'CONF_COUNT', division_teams: 'DIV_COUNT' }],
    [cell.count, { playoff_wins: 'PO_WINS', playoff_losses: 'PO_LOSSES' }],
    [cell.textOrNull, { finals: 'NBA_FINALS_APPEARANCE' }],
    [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA', three_pointers_made: 'FG3M' }],
    [cell.count, { three_pointers_attempted: 'FG3A', free_throws_made: 'FTM', free_throws_attempted: 'FTA' }],
    [cell.count, { offensive_rebounds: 'OREB', defensive_rebounds: 'DREB', rebounds: 'REB' }],
    [cell.count, { assists: 'AST', personal_fouls: 'PF', steals: 'STL', turnovers: 'TOV', blocks: 'BLK' }],
    [cell.count, { points: 'PTS', points_rank: 'PTS_RANK' }],
  ],
  judge: (row) => unkept(row),
  leftOut: {},
  verify: [
    everyLogged('team_game_logs', 'team_id', 'team_season_history', 'season', 'season_type'),
    // Six seasons of a recorded answer have the sums of their lines, but for turnovers, of which one log has fewer.
    totalsOfTeams('team_season_history', { counts: GAMES, sums: SUMMED }),
    teamsByName('team_season_history', ['team_city', 'team_name']),
    { ...RULES, rules: OF_A_SEASON },
    // As in all 56 seasons of the one team that is recorded.
    { ...RULES, of: 'history', rules: OF_A_SEASON, noted: true },
  ],
})

/** Columns that have 0 in every season of which the source did not keep them. */
const UNKEPT = [
  'field_goals_made field_goals_attempted field_goal_pct three_pointers_made three_pointers_attempted three_pointer_pct',
  'free_throws_made free_throws_attempted free_throw_pct offensive_rebounds defensive_rebounds rebounds assists',
  'personal_fouls steals turnovers blocks points conference_rank division_rank points_rank',
].flatMap((line) => line.split(' '))

/** No team has a season without any of these: 0 means that they were not kept. */
function unkept(row: Draft): undefined {
  for (const column of UNKEPT) row[column] ||= null
  if (row.finals === 'N/A') row.finals = null
}
