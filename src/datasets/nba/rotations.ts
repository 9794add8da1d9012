import { cell } from '../kit/cells.js'
import { gameTable } from '../kit/stats-table.js'
import { LEAST_PLAYERS } from '../kit/verify.js'

/**
 * When each player was on the floor: stats.nba.com gamerotation. Times are tenths of a second since the game began, over
 * all periods. The first season is a guess, that of the play-by-play; older games may lack it (their answers have no rows).
 */
export default gameTable('rotations', {
  title: 'when each player was on the floor',
  group: 'lineups',
  endpoint: 'gamerotation',
  params: () => ({ LeagueID: '00' }),
  since: 1996,
  leftOut: { 'the box score has them': ['TEAM_CITY', 'TEAM_NAME', 'PLAYER_FIRST', 'PLAYER_LAST'] },
  resultSet: { HomeTeam: { is_home: true }, AwayTeam: { is_home: false } },
  table: 'rotations',
  key: ['game_id', 'player_id', 'in_time'],
  guard: 'game_id',
  fields: [
    [cell.gameId, { game_id: 'GAME_ID' }],
    [cell.id, { team_id: 'TEAM_ID', player_id: 'PERSON_ID' }],
    [cell.tally, { in_time: 'IN_TIME_REAL' }],
    [cell.count, { out_time: 'OUT_TIME_REAL', points: 'PLAYER_PTS' }],
    [cell.number, { point_difference: 'PT_DIFF', usage_pct: 'USG_PCT' }],
  ],
  verify: [
    { kind: 'every-played-game', rows: [{ table: 'rotations', count: { ofEachTeam: LEAST_PLAYERS } }] },
    { kind: 'sides-of-the-games', table: 'rotations', isHome: 'is_home' },
    {
      kind: 'sums-of-rows',
      table: 'rotations',
      with: 'player_game_logs',
      on: { game_id: 'game_id', player_id: 'player_id' },
      sums: {
        points: { points: 1 },
        minutes: { out_time: 1 / 600, in_time: -1 / 600 },
        plus_minus: { point_difference: 1 },
      },
      within: { minutes: 1 }, // the log has whole minutes
      who: 'player_name',
    },
    {
      kind: 'rules-of-a-line',
      table: 'rotations',
      subject: 'game_id',
      rules: [{ rule: 'at-most', column: 'in_time', most: 'out_time' }],
    },
  ],
})
