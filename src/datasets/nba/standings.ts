import { startYear } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { Refusal } from '../kit/reader.js'
import { seasonTable } from '../kit/stats-table.js'
import { teamsByName } from './season-totals.js'
import { OF_RECORDS, RECORDS_OF_A_TEAM } from './standing-records.js'

/** The league table: stats.nba.com leaguestandingsv3, with rows from 1970-71 on. */
export default seasonTable('standings', {
  title: 'the league table',
  group: 'league',
  endpoint: 'leaguestandingsv3',
  resultSet: 'Standings',
  since: 1970,
  seasonTypes: ['Regular Season'],
  byDefault: true,
  version: 2,
  leftOut: {
    'the same in all answers': ['LeagueID'],
    'made of others': ['TeamSlug', 'Record', 'str*Streak'],
  },
  table: 'standings',
  key: ['season', 'season_type', 'team_id'],
  guard: 'team_id',
  fields: {
    team_id: field('TeamID', cell.id),
    team_city: field('TeamCity', cell.textOrNull),
    team_name: field('TeamName', cell.textOrNull),
    conference: field('Conference', cell.textOrNull),
    division: field('Division', cell.textOrNull),
    conference_rank: optionalField('PlayoffRank', cell.numeral),
    wins: field('WINS', cell.tally),
    losses: field('LOSSES', cell.tally),
    win_pct: field('WinPCT', cell.share),
    home_record: optionalField('HOME', cell.textOrNull),
    road_record: optionalField('ROAD', cell.textOrNull),
    points_per_game: optionalField('PointsPG', cell.number),
    opponent_points_per_game: optionalField('OppPointsPG', cell.number),
    ...RECORDS_OF_A_TEAM,
  },
  mayEmpty: OF_RECORDS,
  reads: { season_id: optionalField('SeasonID', cell.textOrNull) },
  judge: ({ season_id: id = null }, { scope: { season } }) =>
    id === null || id === `2${startYear(season)}`
      ? undefined
      : new Refusal(`belongs to another season (SeasonID ${String(id)})`),
  verify: [
    { kind: 'records-of-the-games' },
    teamsByName('standings', ['team_city', 'team_name']),
    {
      kind: 'rules-of-a-line',
      table: 'standings',
      subject: 'team_id',
      rules: [
        { rule: 'filled', columns: ['win_pct', 'team_city', 'team_name', 'conference', 'division'] },
        {
          rule: 'used',
          columns: [
            'win_pct',
            'team_city',
            'team_name',
            'conference',
            'division',
            'home_record',
            'road_record',
            'points_per_game',
            'opponent_points_per_game',
          ],
          from: 20,
        },
        { rule: 'share', column: 'win_pct', part: 'wins', of: ['wins', 'losses'] },
        { rule: 'record', column: 'home_record', and: 'road_record', wins: 'wins', losses: 'losses' },
      ],
    },
  ],
})
