import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'

/** Every pick of every draft: stats.nba.com drafthistory, all of history in one answer. */
export default seasonTable('draft_picks', {
  title: 'every pick of every draft since 1947',
  group: 'draft',
  endpoint: 'drafthistory',
  resultSet: 'DraftHistory',
  params: () => ({}),
  each: { parameter: 'LeagueID', column: 'league_id', values: ['00'] },
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 30,
  follows: ['team_years', 'franchise_history'],
  table: 'draft_picks',
  key: ['league_id', 'draft_year', 'player_id'],
  ofScope: [],
  guard: 'draft_year',
  fields: [
    [cell.year, { draft_year: 'SEASON' }],
    [cell.id, { player_id: 'PERSON_ID' }],
    [cell.text, { player_name: 'PLAYER_NAME' }],
    [cell.count, { round: 'ROUND_NUMBER', round_pick: 'ROUND_PICK', overall_pick: 'OVERALL_PICK' }],
    [cell.textOrNull, { draft_type: 'DRAFT_TYPE' }],
    [cell.idOrNone, { team_id: 'TEAM_ID' }],
    [cell.textOrNull, { team_city: 'TEAM_CITY', team_name: 'TEAM_NAME' }],
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    [cell.textOrNull, { organization: 'ORGANIZATION', organization_type: 'ORGANIZATION_TYPE' }],
  ],
  judge: (row) => {
    // Territorial picks have none of these, and the picks of some old rounds are not known.
    for (const place of ['round', 'round_pick', 'overall_pick']) row[place] ||= null
    return undefined
  },
  leftOut: { 'whether the website has a page of the player': ['PLAYER_PROFILE_FLAG'] },
  verify: [
    // All 3,733 players of a recorded answer who are in the recorded directory as well have the same name there.
    { kind: 'names-of-the-players', table: 'draft_picks', name: ['player_name'], of: 'history' },
    // The 79 drafts of that answer have their picks without a gap; all 427 picks of the player index of 2025-26 agree.
    { kind: 'picks-of-the-drafts' },
    // All 8,374 picks are of a franchise, under one of its names.
    {
      kind: 'repeated-values',
      table: 'draft_picks',
      with: 'team_years',
      on: { league_id: 'league_id', team_id: 'team_id' },
      known: 'league_id',
      of: 'history',
      subject: 'player_id',
      who: 'player_name',
    },
    {
      kind: 'repeated-values',
      table: 'draft_picks',
      with: 'franchise_history',
      on: { team_id: 'team_id', city: 'team_city', name: 'team_name' },
      known: 'team_id',
      of: 'history',
      subject: 'player_id',
      who: 'player_name',
    },
  ],
})
