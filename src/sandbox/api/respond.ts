import { currentSeason, FIRST_SEASON_YEAR, startYear } from '../../season/season.js'
import { SANDBOX_QUESTIONS, type SANDBOX_ENDPOINTS } from '../endpoints.js'
import { addDays } from '../league/calendar.js'
import type { League } from '../league/league.js'
import type { ApiRequest } from './answers/api-request.js'
import { boxScoreAnswer } from './answers/box-score.js'
import { gameLogAnswer } from './answers/game-log.js'
import { playerGameLogsAnswer, teamGameLogsAnswer } from './answers/measured-log.js'
import { playByPlayAnswer } from './answers/play-by-play.js'
import { allPlayersAnswer, playerIndexAnswer } from './answers/players.js'
import { restGamesAnswer, restPlayersAnswer } from './answers/rest.js'
import { rosterAnswer } from './answers/rosters.js'
import { scheduleAnswer } from './answers/schedule.js'
import { shotsAnswer } from './answers/shots.js'
import { standingsAnswer } from './answers/standings.js'

/** An answer before compression. */
export interface ApiReply {
  readonly status: number
  readonly type: 'application/json' | 'text/plain' | 'text/html'
  readonly text: string
}

const SEASON = ['LeagueID', 'Season']
const GAME = ['GameID']

type Endpoint = (typeof SANDBOX_ENDPOINTS)[number]

const isServed = (name: string): name is Endpoint => Object.hasOwn(ENDPOINTS, name)

/** The endpoints of stats.nba.com that the sandbox serves, with their required parameters. */
const ENDPOINTS: Readonly<
  Record<Endpoint, { readonly needs: readonly string[]; readonly answer: (q: ApiRequest) => object }>
> = {
  scheduleleaguev2: { needs: SEASON, answer: scheduleAnswer },
  leaguegamelog: { needs: SEASON, answer: gameLogAnswer },
  commonallplayers: { needs: SEASON, answer: allPlayersAnswer },
  playerindex: { needs: SEASON, answer: playerIndexAnswer },
  leaguestandingsv3: { needs: SEASON, answer: standingsAnswer },
  boxscoretraditionalv3: { needs: GAME, answer: boxScoreAnswer },
  playbyplayv3: { needs: GAME, answer: playByPlayAnswer },
  commonteamroster: { needs: [...SEASON, 'TeamID'], answer: rosterAnswer },
  shotchartdetail: { needs: [...SEASON, 'TeamID'], answer: shotsAnswer },
  teamgamelogs: { needs: SEASON, answer: teamGameLogsAnswer },
  playergamelogs: { needs: SEASON, answer: playerGameLogsAnswer },
}

const FORMS: Readonly<Record<string, string>> = {
  LeagueID: String.raw`^00$`,
  Season: String.raw`^\d{4}-\d{2}$`,
  GameID: String.raw`^\d{10}$`,
  TeamID: String.raw`^\d+$`,
}

/** Answers a URL as the made-up league would on a date. */
export function respond(league: League, asOf: string, url: URL): ApiReply {
  const [, area = '', name = '', more] = url.pathname.split('/')
  if (more === undefined && name !== '') {
    if (area === 'players') return playersOf(league, asOf, name)
    if (area === 'games') return gamesOn(league, asOf, name)
    if (area === 'stats' && isServed(name)) return stats(league, asOf, name, url.searchParams)
  }
  return {
    status: 404,
    type: 'text/html',
    text: '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body><h1>404</h1></body></html>',
  }
}

const json = (body: object, status = 200): ApiReply => ({
  status,
  type: 'application/json',
  text: JSON.stringify(body),
})

/** Answers an endpoint of stats.nba.com; errors about parameters use the real service's wording. */
function stats(league: League, asOf: string, name: Endpoint, params: URLSearchParams): ApiReply {
  const endpoint = ENDPOINTS[name]
  const param = (key: string): string => params.get(key) ?? ''
  const wrong = endpoint.needs.flatMap((key) => {
    if (param(key) === '') return [`The ${key} property is required.`]
    const form = FORMS[key] ?? ''
    return new RegExp(form).test(param(key))
      ? []
      : [`The field ${key} must match the regular expression '${form}'.`]
  })
  const measure = param('MeasureType') || 'Base'
  if (
    Object.hasOwn(SANDBOX_QUESTIONS, name) &&
    SANDBOX_QUESTIONS[name]?.includes(`${name} ${measure}`) !== true
  )
    wrong.push(`The made-up league has no measure ${measure}.`)
  if (wrong.length > 0) return { status: 400, type: 'text/plain', text: wrong.join('; ') }
  return json(endpoint.answer({ league, asOf, param }))
}

/** `GET /players/{season}` */
function playersOf(league: League, asOf: string, text: string): ApiReply {
  const year = yearOf(text)
  if (year === undefined)
    return json({ error: 'malformed season', expected: 'YYYY-YY', got: text.slice(0, 40) }, 400)
  const season = league.season(year, asOf)
  if (!season) return json({ error: 'unknown season', season: text }, 404)
  return json(restPlayersAnswer(season, league.season(startYear(currentSeason(asOf)), asOf), asOf))
}

function yearOf(season: string): number | undefined {
  try {
    return startYear(season)
  } catch {
    return undefined // '2018-20' has the form of a season
  }
}

/** `GET /games/{date}` */
function gamesOn(league: League, asOf: string, date: string): ApiReply {
  if (!isDate(date))
    return json({ error: 'malformed date', expected: 'YYYY-MM-DD', got: date.slice(0, 40) }, 400)
  const year = startYear(currentSeason(date))
  return json(restGamesAnswer(year < FIRST_SEASON_YEAR ? undefined : league.season(year, asOf), date, asOf))
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  addDays(text, 0) === text
