import { currentSeason, startYear } from '../../../season/season.js'
import { playedBy } from '../../league/league.js'
import { fullName, lastCommaFirst, slugOfName } from '../../league/names.js'
import type { LeaguePlayer } from '../../league/players.js'
import type { Member } from '../../league/rosters.js'
import type { Season } from '../../league/season.js'
import { oneDecimal, requestedSeason, tableBody, type ApiRequest } from './api-request.js'

/** Roster entries that began on or before a date. */
export const membersBy = (season: Season, asOf: string): Member[] =>
  season.members.filter(({ from }) => from <= asOf)

/** Each player's latest roster entry of the season by a date. */
export const latestTeams = (season: Season, asOf: string): Map<LeaguePlayer, Member> =>
  new Map(membersBy(season, asOf).map((member) => [member.player, member]))

/** commonallplayers: all players whose career has begun; with IsOnlyCurrentSeason=1 those of the requested season. */
export function allPlayersAnswer(request: ApiRequest): object {
  const { league, asOf, param } = request
  const season = requestedSeason(request)
  const current = startYear(currentSeason(asOf))
  const onTeam = season ? latestTeams(season, asOf) : new Map<LeaguePlayer, Member>()
  const only = param('IsOnlyCurrentSeason') === '1'
  const listed = league.careers.players.filter(
    (player) => player.fromYear <= current && (!only || onTeam.has(player)),
  )
  const rows = listed.map((player) => {
    const member = onTeam.get(player)
    const team = member && season?.teams[member.team]
    const slug = slugOfName(fullName(player.name)).replaceAll('-', '_')
    const years = [player.fromYear, Math.min(player.toYear, current)].map(String)
    const name = [lastCommaFirst(player.name), fullName(player.name)]
    const about = team
      ? [team.id, team.city, team.name, team.code, team.slug, team.slug]
      : [0, '', '', '', '', null]
    return [player.id, ...name, team ? 1 : 0, ...years, slug, slug, ...about, 'Y', '00']
  })
  return tableBody(
    'commonallplayers',
    { LeagueID: '00', Season: param('Season'), IsOnlyCurrentSeason: only ? 1 : 0 },
    {
      name: 'CommonAllPlayers',
      headers:
        'PERSON_ID DISPLAY_LAST_COMMA_FIRST DISPLAY_FIRST_LAST ROSTERSTATUS FROM_YEAR TO_YEAR PLAYERCODE PLAYER_SLUG TEAM_ID TEAM_CITY TEAM_NAME TEAM_ABBREVIATION TEAM_CODE TEAM_SLUG GAMES_PLAYED_FLAG OTHERLEAGUE_EXPERIENCE_CH'.split(
          ' ',
        ),
      rowSet: rows,
    },
  )
}

/** playerindex: the players of a season, a traded player once for each of his teams. */
export function playerIndexAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const season = requestedSeason(request)
  return tableBody(
    'playerindex',
    { LeagueID: '00', Season: param('Season'), Historical: 0, TeamID: 0, Active: 0, AllStar: 0 },
    {
      name: 'PlayerIndex',
      headers:
        'PERSON_ID PLAYER_LAST_NAME PLAYER_FIRST_NAME PLAYER_SLUG TEAM_ID TEAM_SLUG IS_DEFUNCT TEAM_CITY TEAM_NAME TEAM_ABBREVIATION JERSEY_NUMBER POSITION HEIGHT WEIGHT COLLEGE COUNTRY DRAFT_YEAR DRAFT_ROUND DRAFT_NUMBER ROSTER_STATUS FROM_YEAR TO_YEAR PTS REB AST STATS_TIMEFRAME'.split(
          ' ',
        ),
      rowSet: season ? indexRows(season, asOf) : [],
    },
  )
}

function indexRows(season: Season, asOf: string): unknown[][] {
  const averages = averagesOf(season, asOf)
  const latest = latestTeams(season, asOf)
  // A player who returns to a former team still has one row for it.
  const once = new Map(
    membersBy(season, asOf).map((member) => [`${member.player.id} ${member.team}`, member]),
  )
  return [...once.values()]
    .toSorted((a, b) => compare(a.player, b.player) || a.player.id - b.player.id || a.team - b.team)
    .map(({ player, team: teamIndex, jersey }) => {
      const team = season.teams[teamIndex]
      const { first, last } = player.name
      return [
        player.id,
        // A player with a single name has it as last name; his first name is ''.
        last,
        first,
        slugOfName(fullName(player.name)),
        team?.id,
        team?.slug,
        0,
        team?.city,
        team?.name,
        team?.code,
        jersey,
        player.position,
        player.height,
        String(player.weight),
        player.college,
        player.country,
        player.draft?.year ?? null,
        player.draft?.round ?? null,
        player.draft?.number ?? null,
        latest.get(player)?.team === teamIndex ? 1 : 0,
        String(player.fromYear),
        String(Math.min(player.toYear, startYear(currentSeason(asOf)))),
        ...(averages.get(player) ?? [null, null, null]),
        'Season',
      ]
    })
}

/** Compares by code unit, not by locale: the order must not depend on the machine's language. */
const compare = (a: LeaguePlayer, b: LeaguePlayer): number =>
  a.name.last < b.name.last ? -1 : a.name.last > b.name.last ? 1 : 0

/** Points, rebounds and assists per game of each player who played in the regular season. */
function averagesOf(season: Season, asOf: string): Map<LeaguePlayer, readonly number[]> {
  const sums = new Map<LeaguePlayer, { games: number; values: number[] }>()
  for (const game of playedBy(season, asOf, 'Regular Season')) {
    for (const line of [...game.home.lines, ...game.away.lines]) {
      if (line.seconds === 0) continue
      const known = sums.get(line.member.player) ?? { games: 0, values: [0, 0, 0] }
      const [points = 0, rebounds = 0, assists = 0] = known.values
      const values = [points + line.pts, rebounds + line.oreb + line.dreb, assists + line.ast]
      sums.set(line.member.player, { games: known.games + 1, values })
    }
  }
  return new Map(
    [...sums].map(([player, { games, values }]) => [
      player,
      values.map((value) => oneDecimal(value / games)),
    ]),
  )
}
