import { cell } from '../kit/cells.js'
import { teamTable } from '../kit/stats-table.js'
import { COUNTED } from './counted.js'
import { BASE } from './measures.js'
import { ON_OFF_OF, onOff } from './on-off.js'
import { MINUTES, WIN_PCT, WINS_AND_LOSSES } from './season-totals.js'
import { PART_OF_A_SEASON } from './line-rules.js'
import { rulesOfPlayers } from './season-rules.js'

/** Each team's totals with each of its players on the floor and off it: stats.nba.com teamplayeronoffdetails. */
export default teamTable('player_on_off_stats', {
  ...onOff('Details'),
  title: "each team's totals with each of its players on the floor and off it",
  table: 'player_on_off_stats',
  fields: [
    ...ON_OFF_OF,
    ...WINS_AND_LOSSES,
    ...WIN_PCT,
    ...MINUTES,
    ...BASE,
    [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }],
  ],
  follows: ['player_season_stats', 'team_season_stats'],
  verify: [
    rulesOfPlayers('player_on_off_stats', PART_OF_A_SEASON),
    // As of all 22 players of the one team that is recorded.
    {
      kind: 'on-and-off',
      table: 'player_on_off_stats',
      with: 'team_season_stats',
      columns: [...COUNTED, 'rebounds', 'turnovers', 'blocked_attempts', 'personal_fouls_drawn'],
      minutes: 'minutes',
      who: 'player_name',
      noted: true,
    },
    // And of the 16 who were at no other: while they are on the floor, the game is theirs.
    {
      kind: 'repeated-values',
      table: 'player_on_off_stats',
      with: 'player_season_stats',
      on: { season: 'season', season_type: 'season_type', player_id: 'player_id', team_id: 'team_id' },
      only: 'is_on_court',
      among: { team_count: 1 },
      values: Object.fromEntries(
        ['games_played', 'wins', 'losses', 'minutes', 'plus_minus'].map((column) => [column, column]),
      ),
      within: { minutes: 0.01 },
      of: 'season-type',
      subject: 'player_id',
      who: 'player_name',
      noted: true,
    },
  ],
})
