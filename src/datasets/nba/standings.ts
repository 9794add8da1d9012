import { startYear } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { optionalField } from '../kit/fields.js'
import { anotherSeason } from '../kit/of-its-game.js'
import { seasonTable } from '../kit/stats-table.js'
import { teamsByName } from './season-totals.js'
import { OF_RECORDS, RECORDS } from './standing-records.js'

/** Columns that no line lacks, and others that are in use once games have been played. */
const FILLED = ['win_pct', 'team_city', 'team_name', 'conference', 'division'] as const
const USED = ['home_record', 'road_record', 'points_per_game', 'opponent_points_per_game'] as const

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
  fields: [
    [cell.id, { team_id: 'TeamID' }],
    [cell.textOrNull, { team_city: 'TeamCity', team_name: 'TeamName' }],
    [cell.textOrNull, { conference: 'Conference', division: 'Division' }],
    [cell.numeral, { conference_rank: 'PlayoffRank' }, 'optional'],
    [cell.tally, { wins: 'WINS', losses: 'LOSSES' }],
    [cell.share, { win_pct: 'WinPCT' }],
    [cell.textOrNull, { home_record: 'HOME', road_record: 'ROAD' }, 'optional'],
    [cell.number, { points_per_game: 'PointsPG', opponent_points_per_game: 'OppPointsPG' }, 'optional'],
    ...RECORDS,
  ],
  mayEmpty: OF_RECORDS,
  reads: { season_id: optionalField('SeasonID', cell.textOrNull) },
  judge: ({ season_id: id = null }, { scope: { season } }) =>
    id === null || id === `2${startYear(season)}` ? undefined : anotherSeason(`SeasonID ${String(id)}`),
  verify: [
    { kind: 'records-of-the-games' },
    teamsByName('standings', ['team_city', 'team_name']),
    {
      kind: 'rules-of-a-line',
      table: 'standings',
      subject: 'team_id',
      rules: [
        { rule: 'filled', columns: FILLED },
        { rule: 'used', columns: [...FILLED, ...USED], from: 20 },
        { rule: 'share', column: 'win_pct', part: 'wins', of: ['wins', 'losses'] },
        { rule: 'record', column: 'home_record', and: 'road_record', wins: 'wins', losses: 'losses' },
      ],
    },
  ],
})
