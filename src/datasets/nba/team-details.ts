import { FIRST_SEASON_YEAR } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import { teamTable } from '../kit/stats-table.js'
import { everyLogged, type Check } from '../kit/verify.js'

/** Somebody whom a team honours; of the people without a page of their own only the name is known. */
const HONOURED = {
  key: ['team_id', 'player_name', 'jersey_number'],
  ofScope: [],
  fields: [
    [cell.keyText, { player_name: 'PLAYER', jersey_number: 'JERSEY' }],
    [cell.idOrNone, { player_id: 'PLAYERID' }],
    [cell.textOrNull, { position: 'POSITION', seasons_with_team: 'SEASONSWITHTEAM' }],
    [cell.numeral, { year: 'YEAR' }],
  ],
} as const

/** Who is honoured has the name of the directory: all 13 of the one recorded team, 7 with a number and 6 of the hall of fame. */
const namesOfTheHonoured = (table: 'team_hall_of_fame' | 'team_retired_numbers'): Check => ({
  kind: 'repeated-values',
  table,
  with: 'players',
  on: { player_id: 'player_id' },
  values: { full_name: 'player_name' },
  of: 'history',
  subject: 'player_id',
  who: 'player_name',
  noted: true,
})

/** A team as it is today, and what it has won: stats.nba.com teamdetails. */
export default teamTable('team_details', {
  title: 'arena, owner, coach, titles, retired numbers of each team, one request for each team',
  group: 'history',
  endpoint: 'teamdetails',
  params: () => ({}),
  since: FIRST_SEASON_YEAR,
  seasonTypes: ['Regular Season', 'Playoffs'],
  freshFor: 30,
  tables: {
    team_details: {
      resultSet: 'TeamBackground',
      key: ['team_id'],
      ofScope: [],
      fields: [
        [cell.id, { team_id: 'TEAM_ID' }],
        [cell.textOrNull, { abbreviation: 'ABBREVIATION', city: 'CITY', nickname: 'NICKNAME' }],
        [cell.numeral, { founded_year: 'YEARFOUNDED', arena_capacity: 'ARENACAPACITY' }],
        [cell.textOrNull, { arena: 'ARENA', owner: 'OWNER', general_manager: 'GENERALMANAGER' }],
        [cell.textOrNull, { head_coach: 'HEADCOACH', g_league_affiliation: 'DLEAGUEAFFILIATION' }],
      ],
    },
    team_titles: {
      resultSet: {
        TeamAwardsChampionships: { title: 'league' },
        TeamAwardsConf: { title: 'conference' },
        TeamAwardsDiv: { title: 'division' },
        TeamAwardsCommCup: { title: 'cup' },
      },
      key: ['team_id', 'title', 'year'],
      ofScope: [],
      fields: [
        [cell.tally, { year: 'YEARAWARDED' }],
        [cell.textOrNull, { opponent: 'OPPOSITETEAM' }],
      ],
    },
    team_hall_of_fame: { resultSet: 'TeamHof', ...HONOURED },
    team_retired_numbers: { resultSet: 'TeamRetired', ...HONOURED },
  },
  leftOut: { 'franchise_history has it': ['TeamHistory.*'], 'addresses of pages': ['TeamSocialSites.*'] },
  follows: ['players', 'team_years', 'franchise_history'],
  verify: [
    everyLogged('team_game_logs', 'team_id', 'team_details'),
    // As of the one team that is recorded: its name is the present one, and it was founded in its first season.
    {
      kind: 'repeated-values',
      table: 'team_details',
      with: 'franchise_history',
      on: { team_id: 'team_id' },
      among: { is_whole: true },
      values: { city: 'city', name: 'nickname', start_year: 'founded_year' },
      of: 'history',
      subject: 'team_id',
      noted: true,
    },
    {
      kind: 'repeated-values',
      table: 'team_details',
      with: 'team_years',
      on: { team_id: 'team_id' },
      values: { first_year: 'founded_year', abbreviation: 'abbreviation' },
      of: 'history',
      subject: 'team_id',
      noted: true,
    },
    namesOfTheHonoured('team_hall_of_fame'),
    namesOfTheHonoured('team_retired_numbers'),
  ],
})
