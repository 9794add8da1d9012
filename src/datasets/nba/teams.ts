import { FIRST_SEASON_YEAR, type SeasonScope } from '../../season/season.js'
import { field, type Dataset, type DatasetRequest, type Row, type Transformed } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { GAME_LINE, gameLogRequest, gameLogRows } from './game-log.js'

const fields = { ...GAME_LINE, team_name: field('TEAM_NAME', cell.text) }

/**
 * Franchises of the season and their names: stats.nba.com leaguegamelog, PlayerOrTeam=T - the answer that the team
 * game logs brought, not asked for again. It is the one endpoint that has each season's own names: relocated and
 * renamed franchises keep their id.
 */
export const teams: Dataset = {
  name: 'teams',
  title: 'franchises and their names by season',
  endpoint: 'leaguegamelog (teams)',
  since: FIRST_SEASON_YEAR,
  needs: ['team_game_logs'],
  byDefault: true,
  transformVersion: 1,
  volatile: [],
  tables: [
    {
      name: 'teams',
      key: ['team_id'],
      columns: ['team_id', 'abbreviation', 'full_name', 'latest_season'],
      latestBy: 'latest_season',
    },
    {
      name: 'team_seasons',
      key: ['season', 'team_id'],
      columns: ['season', 'team_id', 'abbreviation', 'full_name'],
    },
  ],
  requests: async (scope) => [gameLogRequest('T', scope)],
  transform,
}

function* transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed> {
  const latest = new Map<Row[string], Row>()
  for (const line of gameLogRows(json, request, scope, 'teams', fields)) {
    if (!('row' in line)) continue // the team game logs, whose lines these are, have it in quarantine
    const known = latest.get(line.row.team_id ?? null)
    if (!known || String(known.game_date) <= String(line.row.game_date))
      latest.set(line.row.team_id ?? null, line.row)
  }
  for (const [teamId, line] of latest) {
    const name = {
      team_id: teamId,
      abbreviation: line.team_abbreviation ?? null,
      full_name: line.team_name ?? null,
    }
    yield { table: 'teams', row: { ...name, latest_season: scope.season } }
    yield { table: 'team_seasons', row: { ...name, season: scope.season } }
  }
}
