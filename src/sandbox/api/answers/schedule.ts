import { addDays, daysBetween, easternOffset, timestampOf, weekday } from '../../league/calendar.js'
import type { LeagueGame, Season } from '../../league/season.js'
import type { Team } from '../../league/teams.js'
import { meta, requestedSeason, type ApiRequest } from './api-request.js'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
/** The arena of games at a neutral site. */
const NEUTRAL = { arena: 'Meridian Exposition Dome', city: 'Port Meridian', state: 'NX' }
const NO_BROADCASTERS = {
  nationalTvBroadcasters: [],
  nationalRadioBroadcasters: [],
  nationalOttBroadcasters: [],
  homeTvBroadcasters: [],
  homeRadioBroadcasters: [],
  homeOttBroadcasters: [],
  awayTvBroadcasters: [],
  awayRadioBroadcasters: [],
  awayOttBroadcasters: [],
  intlRadioBroadcasters: [],
  intlTvBroadcasters: [],
  intlOttBroadcasters: [],
}

/**
 * scheduleleaguev2: the games of a season, all types. Games after the date have status 1 and no score. A playoff game
 * appears on its day, because its teams are not known earlier.
 */
export function scheduleAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const season = requestedSeason(request)
  const name = param('Season')
  const shown = season?.games.filter((game) => game.type !== 'Playoffs' || game.date <= asOf) ?? []
  return {
    meta: meta(asOf, `league/00/${name}/scheduleleaguev2`),
    leagueSchedule: {
      seasonYear: name,
      leagueId: '00',
      gameDates: season ? byDate(season, shown, asOf) : [],
      weeks: weeks(shown),
      broadcasterList: [],
    },
  }
}

function byDate(season: Season, games: readonly LeagueGame[], asOf: string): object[] {
  const records = season.teams.map(() => ({ wins: 0, losses: 0 }))
  const first = firstMonday(games)
  const dates = new Map<string, object[]>()
  for (const game of games) {
    const onDay = dates.get(game.date) ?? []
    dates.set(game.date, onDay)
    onDay.push(entry(season, game, asOf, onDay.length + 1, first, records))
  }
  return [...dates].map(([date, onDay]) => ({ gameDate: `${american(date)} 00:00:00`, games: onDay }))
}

interface WinsAndLosses {
  wins: number
  losses: number
}

function entry(
  season: Season,
  game: LeagueGame,
  asOf: string,
  sequence: number,
  first: string,
  records: WinsAndLosses[],
): object {
  const played = game.date <= asOf
  const [home, away] = [season.teams[game.home.team], season.teams[game.away.team]]
  const side = (team: Team | undefined, own: number, score: number, other: number): object => {
    const record = records[own] ?? { wins: 0, losses: 0 }
    if (played && game.type === 'Regular Season') {
      if (score > other) record.wins++
      else record.losses++
    }
    return {
      teamId: team?.id,
      teamName: team?.name,
      teamCity: team?.city,
      teamTricode: team?.code,
      teamSlug: team?.slug,
      ...record,
      score: played ? score : 0,
      seed: 0,
    }
  }
  const utc = game.tipoff - 60 * easternOffset(game.date)
  const local = (team: Team | undefined): string =>
    timestampOf(game.date, game.tipoff + 60 * (team?.zone ?? 0))
  const week = weekOf(game.date, first)
  return {
    gameId: game.id,
    gameCode: `${game.date.replaceAll('-', '')}/${away?.code}${home?.code}`,
    gameStatus: played ? 3 : 1,
    gameStatusText: played ? finalText(game.periods) : easternText(game.tipoff),
    gameSequence: sequence,
    gameDateEst: `${game.date}T00:00:00Z`,
    gameTimeEst: timestampOf('1900-01-01', game.tipoff),
    gameDateTimeEst: timestampOf(game.date, game.tipoff),
    gameDateUTC: timestampOf(game.date, -60 * easternOffset(game.date)),
    gameTimeUTC: timestampOf('1900-01-01', utc),
    gameDateTimeUTC: timestampOf(game.date, utc),
    awayTeamTime: local(away),
    homeTeamTime: local(home),
    day: DAYS[weekday(game.date)],
    monthNum: Number(game.date.slice(5, 7)),
    weekNumber: week,
    weekName: week === 0 ? '' : `Week ${week}`,
    ifNecessary: false,
    seriesGameNumber: game.type === 'Playoffs' ? `Game ${game.id.slice(-1)}` : '',
    seriesText: game.type === 'Pre Season' ? 'Preseason' : game.neutral ? `At ${NEUTRAL.city}` : '',
    arenaName: game.neutral ? NEUTRAL.arena : (home?.arena ?? ''),
    arenaState: game.neutral ? NEUTRAL.state : (home?.state ?? ''),
    arenaCity: game.neutral ? NEUTRAL.city : (home?.city ?? ''),
    postponedStatus: 'A',
    branchLink: '',
    gameSubtype: '',
    isNeutral: game.neutral,
    broadcasters: NO_BROADCASTERS,
    homeTeam: side(home, game.home.team, game.home.score, game.away.score),
    awayTeam: side(away, game.away.team, game.away.score, game.home.score),
    pointsLeaders: [],
  }
}

/** 5 periods -> 'Final/OT', 7 -> 'Final/3OT' */
const finalText = (periods: number): string =>
  periods <= 4 ? 'Final' : `Final/${periods === 5 ? '' : periods - 4}OT`

/** 1170 -> '7:30 pm ET' */
const easternText = (minutes: number): string =>
  `${Math.floor(minutes / 60) % 12 || 12}:${String(minutes % 60).padStart(2, '0')} ${minutes % 1440 < 720 ? 'am' : 'pm'} ET`

/** '2024-10-22' -> '10/22/2024' */
const american = (date: string): string => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`

/** The Monday of the regular season's first week. */
function firstMonday(games: readonly LeagueGame[]): string {
  const first = games.find((game) => game.type === 'Regular Season')?.date ?? games[0]?.date ?? '1946-11-01'
  return addDays(first, -((weekday(first) + 6) % 7))
}

const weekOf = (date: string, first: string): number =>
  Math.max(0, Math.floor(daysBetween(first, date) / 7) + 1)

function weeks(games: readonly LeagueGame[]): object[] {
  const regular = games.filter((game) => game.type === 'Regular Season')
  const first = firstMonday(games)
  return Array.from({ length: weekOf(regular.at(-1)?.date ?? addDays(first, -1), first) }, (_, i) => ({
    weekNumber: i + 1,
    weekName: `Week ${i + 1}`,
    startDate: `${addDays(first, 7 * i)}T00:00:00Z`,
    endDate: `${addDays(first, 7 * i + 6)}T00:00:00Z`,
  }))
}
