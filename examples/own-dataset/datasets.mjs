// A dataset of one's own: how each team stands just now, from an answer that the league table is made of, too.
//
//   npx season-sync psql -f examples/own-dataset/tables.sql
//   SEASON_SYNC_DATASETS=examples/own-dataset/datasets.mjs npx season-sync sync 2018-19 --only team_form
import { cell, field, seasonTable } from 'season-sync/kit'

export default [
  seasonTable('team_form', {
    title: "each team's last ten games and its streak",
    endpoint: 'leaguestandingsv3',
    resultSet: 'Standings',
    since: 1970,
    seasonTypes: ['Regular Season'],
    needs: ['standings'],
    table: 'team_form',
    key: ['season', 'season_type', 'team_id'],
    guard: 'team_id',
    fields: {
      team_id: field('TeamID', cell.id),
      last_ten: field('L10', cell.textOrNull),
      streak: field('strCurrentStreak', cell.textOrNull),
    },
  }),
]
