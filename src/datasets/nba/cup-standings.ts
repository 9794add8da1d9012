import { seasonList } from '../kit/body-list.js'
import { cell } from '../kit/cells.js'
import { ofItsGame } from '../kit/of-its-game.js'
import { teamsByName } from './season-totals.js'

const FINAL = 3
const GAMES_OF_A_TEAM = 4

const ofItsSeason = ofItsGame(({ game_id: id }) => `gameId ${id}`)

/** The groups of the cup and the games that count in them: stats.nba.com iststandings, since 2023-24. */
export default seasonList('cup_standings', {
  title: 'the groups of the cup and their games',
  group: 'league',
  endpoint: 'iststandings',
  list: 'teams',
  names: 'seasonYear',
  made: { volatile: [['unixTimeStamp'], ['timeStampUtc']], bodyTime: ['timeStampUtc'] },
  params: ({ season }) => ({ LeagueID: '00', Season: season, Section: 'group' }),
  since: 2023,
  seasonTypes: ['Regular Season'],
  table: 'cup_standings',
  key: ['season', 'team_id'],
  ofScope: ['season'],
  guard: 'team_id',
  fields: [
    [cell.id, { team_id: 'teamId' }],
    [
      cell.textOrNull,
      { team_city: 'teamCity', team_name: 'teamName', team_abbreviation: 'teamAbbreviation' },
    ],
    [
      cell.textOrNull,
      { conference: 'conference', cup_group: 'istGroup', clinch_indicator: 'clinchIndicator' },
    ],
    [cell.count, { clinched_knockout: 'clinchedIstKnockout', clinched_group: 'clinchedIstGroup' }],
    [cell.count, { clinched_wildcard: 'clinchedIstWildcard', group_rank: 'istGroupRank' }],
    [cell.count, { wildcard_rank: 'istWildcardRank', knockout_rank: 'istKnockoutRank' }],
    [cell.tally, { wins: 'wins', losses: 'losses' }],
    [cell.share, { win_pct: 'pct' }],
    [cell.number, { games_behind_in_group: 'istGroupGb', games_behind_wildcard: 'istWildcardGb' }],
    [cell.difference, { point_difference: 'diff' }],
    [cell.count, { points: 'pts', opponent_points: 'oppPts' }],
  ],
  leftOut: {
    'made of names': ['teamSlug'],
    'what was asked for': ['leagueId', 'seasonYear'],
  },
  further: {
    cup_games: {
      list: 'teams[].games',
      key: ['season', 'team_id', 'game_id'],
      ofScope: ['season'],
      guard: 'team_id',
      // Those of a team that does not play them, which a wrong answer brought.
      mayVanish: { column: 'status', value: FINAL, most: 2 * GAMES_OF_A_TEAM },
      fields: [
        [cell.id, { team_id: '^.teamId' }],
        [cell.gameId, { game_id: 'gameId' }],
        [cell.count, { game_number: 'gameNumber', status: 'gameStatus' }],
        [cell.textOrNull, { opponent_abbreviation: 'opponentTeamAbbreviation', location: 'location' }],
        [cell.textOrNull, { status_text: 'gameStatusText', result: 'outcome' }],
      ],
    },
  },
  judge: (row, context) => (context.table === 'cup_games' ? ofItsSeason(row, context) : undefined),
  verify: [
    { kind: 'records-of-the-cup', table: 'cup_standings' },
    teamsByName('cup_standings', ['team_city', 'team_name']),
    { kind: 'as-many-won-as-lost', table: 'cup_standings', of: 'season' },
    {
      kind: 'rules-of-a-line',
      table: 'cup_standings',
      subject: 'team_id',
      of: 'season',
      who: 'team_abbreviation',
      rules: [
        { rule: 'share', column: 'win_pct', part: 'wins', of: ['wins', 'losses'] },
        { rule: 'total', column: 'point_difference', of: { points: 1, opponent_points: -1 } },
      ],
    },
  ],
})
