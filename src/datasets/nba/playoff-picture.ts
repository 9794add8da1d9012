import { startYear } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged, type Check } from '../kit/verify.js'
import { PICTURE_LINE } from './season-rules.js'

/** The sets of both conferences. */
const inBoth = (set: string) => ({
  [`East${set}`]: { conference: 'East' },
  [`West${set}`]: { conference: 'West' },
})

/** How the playoffs would be if the season ended now: stats.nba.com playoffpicture. The first season is a guess. */
export default seasonTable('playoff_picture', {
  title: 'how the playoffs would be if the season ended now: series and table',
  group: 'league',
  endpoint: 'playoffpicture',
  params: ({ season }) => ({ LeagueID: '00', SeasonID: `2${startYear(season)}` }),
  since: 2001,
  seasonTypes: ['Regular Season'],
  emptyIsAnAnswer: true,
  tables: {
    playoff_picture_series: {
      resultSet: inBoth('ConfPlayoffPicture'),
      key: ['season', 'conference', 'high_seed'],
      ofScope: ['season'],
      fields: [
        [cell.ordinal, { high_seed: 'HIGH_SEED_RANK', low_seed: 'LOW_SEED_RANK' }],
        [cell.idOrNone, { high_seed_team_id: 'HIGH_SEED_TEAM_ID', low_seed_team_id: 'LOW_SEED_TEAM_ID' }],
        [cell.textOrNull, { high_seed_team: 'HIGH_SEED_TEAM', low_seed_team: 'LOW_SEED_TEAM' }],
        [cell.count, { high_seed_wins: 'HIGH_SEED_SERIES_W', high_seed_losses: 'HIGH_SEED_SERIES_L' }],
        [cell.count, { remaining_games: 'HIGH_SEED_SERIES_REMAINING_G' }],
        [cell.count, { remaining_home_games: 'HIGH_SEED_SERIES_REMAINING_HOME_G' }],
        [cell.count, { remaining_away_games: 'HIGH_SEED_SERIES_REMAINING_AWAY_G' }],
      ],
    },
    playoff_picture_standings: {
      resultSet: inBoth('ConfStandings'),
      key: ['season', 'team_id'],
      ofScope: ['season'],
      guard: 'team_id',
      fields: [
        [cell.id, { team_id: 'TEAM_ID' }],
        [cell.textOrNull, { team_name: 'TEAM' }],
        [cell.count, { conference_rank: 'RANK', wins: 'WINS', losses: 'LOSSES' }],
        [cell.share, { win_pct: 'PCT' }],
        [cell.textOrNull, { division_record: 'DIV', conference_record: 'CONF', home_record: 'HOME' }],
        [cell.textOrNull, { away_record: 'AWAY' }],
        [cell.number, { games_behind: 'GB' }],
        [cell.count, { remaining_over_500: 'GR_OVER_500', remaining_home_over_500: 'GR_OVER_500_HOME' }],
        [cell.count, { remaining_away_over_500: 'GR_OVER_500_AWAY', remaining_under_500: 'GR_UNDER_500' }],
        [cell.count, { remaining_home_under_500: 'GR_UNDER_500_HOME' }],
        [cell.count, { remaining_away_under_500: 'GR_UNDER_500_AWAY' }],
        [cell.textOrNull, { ranking_criteria: 'RANKING_CRITERIA', eliminated: 'ELIMINATED_PLAYOFFS' }],
        [cell.textOrNull, { clinched_playoffs: 'CLINCHED_PLAYOFFS' }],
        [
          cell.textOrNull,
          { clinched_conference: 'CLINCHED_CONFERENCE', clinched_division: 'CLINCHED_DIVISION' },
        ],
        [cell.number, { remaining_strength_of_schedule: 'SOSA_REMAINING' }],
      ],
    },
  },
  leftOut: {
    'made of names': ['TEAM_SLUG'],
    'the place of the rows': ['CONFERENCE'],
    'follow from games': ['*ConfRemainingGames.*'],
  },
  verify: [
    // Seeds are the ranks in the table, and the wins those over the opponent: in all 8 series of the recorded answer.
    ...(['high', 'low'] as const).map((seed): Check => ({
      kind: 'repeated-values',
      table: 'playoff_picture_series',
      with: 'playoff_picture_standings',
      on: { season: 'season', conference: 'conference', team_id: `${seed}_seed_team_id` },
      values: { conference_rank: `${seed}_seed`, team_name: `${seed}_seed_team` },
      known: 'season',
      of: 'season',
      subject: 'season',
      noted: true,
    })),
    {
      kind: 'wins-over-the-opponent',
      table: 'playoff_picture_series',
      team: 'high_seed_team_id',
      opponent: 'low_seed_team_id',
      wins: 'high_seed_wins',
      losses: 'high_seed_losses',
      noted: true,
    },
    {
      kind: 'rules-of-a-line',
      table: 'playoff_picture_series',
      subject: 'season',
      of: 'season',
      rules: [
        { rule: 'differ', column: 'high_seed_team_id', from: 'low_seed_team_id' },
        {
          rule: 'total',
          column: 'remaining_games',
          of: { remaining_home_games: 1, remaining_away_games: 1 },
        },
      ],
    },
    // All 30 teams of the recorded answer, of the day of the last recorded lines.
    {
      kind: 'totals-of-the-lines',
      table: 'playoff_picture_standings',
      log: 'team_game_logs',
      of: 'season',
      who: 'team_name',
      counts: { wins: 'won', losses: 'lost' },
    },
    {
      ...everyLogged('team_game_logs', 'team_id', 'playoff_picture_standings', 'season'),
      unlessEmpty: true,
    },
    {
      kind: 'rules-of-a-line',
      table: 'playoff_picture_standings',
      subject: 'team_id',
      of: 'season',
      who: 'team_name',
      rules: PICTURE_LINE,
    },
  ],
})
