import { FIRST_SEASON_YEAR } from '../../season/season.js'
import type { Row, Transformed } from '../dataset.js'
import { cell, columnType } from '../kit/cells.js'
import { define } from '../kit/define.js'
import { field } from '../kit/fields.js'
import { resultSetFrame } from '../kit/frames.js'
import { statsRequests } from '../kit/stats-request.js'
import { tableSpec } from '../kit/table-spec.js'
import { CALLED, GAME_LINE, gameLogParams, judgeLine, SEASON_ID } from './game-log.js'

const LINE = { ...GAME_LINE, team_name: field('TEAM_NAME', cell.text), ...SEASON_ID }

const NAME = {
  team_id: columnType.required('int8'),
  abbreviation: columnType.required('text'),
  full_name: columnType.required('text'),
}

/**
 * Franchises of the season and their names: stats.nba.com leaguegamelog, PlayerOrTeam=T - the answer that the team
 * game logs brought, not asked for again. It is the one endpoint that has each season's own names: relocated and
 * renamed franchises keep their id.
 */
export default define({
  name: 'teams',
  subject: 'season',
  about: {
    title: 'franchises and their names by season',
    group: 'league',
    endpoint: 'leaguegamelog',
    since: FIRST_SEASON_YEAR,
    needs: ['team_game_logs'],
    byDefault: true,
    leftOut: { 'folded to names, or stored by team_game_logs': ['*'] },
  },
  tables: [
    tableSpec({
      table: 'teams',
      key: ['team_id'],
      fields: {},
      within: 'LeagueGameLog',
      adds: { ...NAME, latest_season: columnType.required('text') },
      ofScope: [],
      latestBy: 'latest_season',
    }),
    tableSpec({
      table: 'team_seasons',
      key: ['season', 'team_id'],
      fields: {},
      within: 'LeagueGameLog',
      adds: NAME,
      ofScope: ['season'],
      completes: [],
    }),
  ],
  decides: { line: LINE, judge: judgeLine, fold: latestNames },
  frame: resultSetFrame('LeagueGameLog', 'teams', LINE),
  judge: judgeLine,
  fold: latestNames,
  requests: statsRequests('season', 'leaguegamelog', gameLogParams('T'), CALLED.T),
})

/** The name of each team's latest line; refused lines are in quarantine with the team game logs already. */
function* latestNames(
  lines: Iterable<Transformed>,
  { season }: { readonly season: string },
): Iterable<Transformed> {
  const latest = new Map<Row[string], Row>()
  for (const line of lines) {
    if (!('row' in line)) continue
    const { team_id: team = null, game_date: date } = line.row
    if (String(latest.get(team)?.game_date ?? '') <= String(date)) latest.set(team, line.row)
  }
  for (const [team_id, { team_abbreviation: abbreviation = null, team_name: full_name = null }] of latest) {
    yield { table: 'teams', row: { team_id, abbreviation, full_name, latest_season: season } }
    yield { table: 'team_seasons', row: { team_id, abbreviation, full_name, season } }
  }
}
