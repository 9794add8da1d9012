import type { SeasonScope } from '../../season/season.js'
import { field, optionalField, type Dataset, type DatasetRequest, type Transformed } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { statsRequest } from '../kit/stats-request.js'
import { tableRows } from '../kit/table-rows.js'

const fields = {
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
}

/** The endpoint's first season with rows. */
const SINCE = 1970

/** The league table: stats.nba.com leaguestandingsv3. */
export const standings: Dataset = {
  name: 'standings',
  title: 'the league table',
  endpoint: 'leaguestandingsv3',
  since: SINCE,
  seasonTypes: ['Regular Season'],
  needs: [],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  tables: [
    {
      name: 'standings',
      key: ['season', 'season_type', 'team_id'],
      columns: [...Object.keys(fields), 'season', 'season_type'],
      completes: {
        columns: ['season', 'season_type'],
        values: (_request, scope) => [scope.season, scope.seasonType],
        guard: 'team_id',
      },
    },
  ],
  requests: async ({ season, seasonType }) => [
    statsRequest(
      'leaguestandingsv3',
      { LeagueID: '00', Season: season, SeasonType: seasonType },
      `leaguestandingsv3 ${season} ${seasonType}`,
    ),
  ],
  *transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
    for (const { rowNumber, source, read } of tableRows(json, request, 'Standings', fields)) {
      yield 'reason' in read
        ? { table: 'standings', rowNumber, reason: read.reason, source }
        : {
            table: 'standings',
            rowNumber,
            row: { ...read.row, season: scope.season, season_type: scope.seasonType },
          }
    }
  },
}
