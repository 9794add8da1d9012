import { fullName, personName, slugOfName } from '../../league/names.js'
import { Rng } from '../../league/rng.js'
import type { Season } from '../../league/season.js'
import type { ApiRequest } from './api-request.js'
import { latestTeams } from './players.js'
import { requestedTeam } from './requested-team.js'

const HEADERS = {
  CommonTeamRoster:
    'TeamID SEASON LeagueID PLAYER NICKNAME PLAYER_SLUG NUM POSITION HEIGHT WEIGHT BIRTH_DATE AGE EXP SCHOOL PLAYER_ID HOW_ACQUIRED',
  Coaches:
    'TEAM_ID SEASON COACH_ID FIRST_NAME LAST_NAME COACH_NAME IS_ASSISTANT COACH_TYPE SORT_SEQUENCE SUB_SORT_SEQUENCE',
}

/** The code of each kind of coach, and its place in the list. */
const COACHES = [
  ['Head Coach', 1, 1],
  ['Assistant Coach', 2, 5],
  ['Assistant Coach', 2, 5],
  ['Assistant Coach', 2, 5],
  ['Trainer', 3, 7],
] as const

/** Ids of coaches begin above those of all players. */
const FIRST_COACH_ID = 2_900_001

/** commonteamroster: the players whose latest team of the season is this one, and its coaches. */
export function rosterAnswer(request: ApiRequest): object {
  const { league, asOf, param } = request
  const asked = requestedTeam(request)
  const rows = {
    CommonTeamRoster: asked ? players(asked.season, asked.team, asOf) : [],
    Coaches: asked ? coaches(league.seed, asked.season, asked.team) : [],
  }
  return {
    resource: 'commonteamroster',
    parameters: { TeamID: Number(param('TeamID')), LeagueID: '00', Season: param('Season') },
    resultSets: (['CommonTeamRoster', 'Coaches'] as const).map((name) => ({
      name,
      headers: HEADERS[name].split(' '),
      rowSet: rows[name],
    })),
  }
}

function players(season: Season, team: number, asOf: string): unknown[][] {
  const own = [...latestTeams(season, asOf).values()].filter((member) => member.team === team)
  return own.map(({ player, jersey }) => {
    const name = fullName(player.name)
    const { first, last } = player.name
    const experience = season.year - player.fromYear
    const of = [season.teams[team]?.id, String(season.year), '00']
    const names = [name, first === '' ? last : first, slugOfName(name)]
    const body = [jersey, player.position, player.height, String(player.weight)]
    const age = season.year - Number(player.birthdate.slice(0, 4))
    const years = [birthday(player.birthdate), age, experience <= 0 ? 'R' : String(experience)]
    const acquired =
      player.draft === null ? null : `#${player.draft.number} Pick in ${player.draft.year} Draft`
    return [...of, ...names, ...body, ...years, player.college, player.id, acquired]
  })
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

/** '1999-07-28' -> 'JUL 28, 1999' */
const birthday = (date: string): string =>
  `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(8)}, ${date.slice(0, 4)}`

/** The same people in all seasons. */
function coaches(seed: number, season: Season, team: number): unknown[][] {
  return COACHES.map(([type, code, place], i) => {
    const name = personName(new Rng(seed, 'coach', team, i))
    const id = FIRST_COACH_ID + team * COACHES.length + i
    const of = [season.teams[team]?.id, String(season.year), id]
    return [...of, name.first, name.last, fullName(name), code, type, null, place]
  })
}
