import type { Subject } from '../../src/datasets/dataset.js'
import { SUBJECT_PARAMETER } from '../../src/datasets/kit/stats-request.js'
import { UserError } from '../../src/errors.js'
import { calendarDate } from '../../src/season/calendar-date.js'
import { asText, member, members, type Json } from './answer.js'
import type { Doubt } from './doubt.js'
import type { Shape } from './shape.js'

/** The request that an answer is the answer to. */
export interface Asked {
  readonly endpoint: string
  readonly subject: Subject
  /** Parameters without the one that names the subject; undefined where nothing tells them. */
  readonly params: Readonly<Record<string, string>> | undefined
  /** Id of what it is about, as the request named it; a date as YYYY-MM-DD. */
  readonly about: string | undefined
  readonly doubts: readonly Doubt[]
}

/** With a request about a game, a team in it is a filter; hence the order. */
const BY_PARAMETER = ['game', 'player', 'team', 'date'] as const

/** Answers write 'gameId' for some of them. */
const SPELLED = new Map(
  ['LeagueID', ...Object.values(SUBJECT_PARAMETER)].map((name) => [name.toLowerCase(), name]),
)
const spelled = (name: string): string => SPELLED.get(name.toLowerCase()) ?? name

/** Endpoints that mostly answer for the whole league, unless a filter names a team or player. */
const LEAGUE_WIDE = /^league|gamelogs$/

/** Whether a request about this is one of the run's season and type: a game or a date has its own. */
export const isOfScope = (subject: Subject): boolean => subject !== 'game' && subject !== 'date'

export interface RequestOptions {
  readonly url?: string | undefined
  readonly endpoint?: string | undefined
  readonly subject?: Subject | undefined
}

/** The request of an answer: by its address, else by what the answer says of itself. Throws a UserError where the endpoint is not told. */
export function askedOf(body: Json, shape: Shape, { url, endpoint, subject }: RequestOptions): Asked {
  const address = url === undefined ? undefined : addressOf(url)
  const said = member(body, 'parameters')
  const all =
    address?.params ??
    (said === undefined
      ? undefined
      : Object.fromEntries(members(said).map(([name, value]) => [spelled(name), asText(value)])))
  const resource = member(body, 'resource')
  // leaguegamefinder calls itself leaguegamefinderparameters.
  const named = typeof resource === 'string' ? resource.replace(/parameters$/, '') : undefined
  const found = endpoint ?? address?.endpoint ?? named
  if (found === undefined)
    throw new UserError(
      'Nothing in the answer says which endpoint it is of; name it with --endpoint, or give the address with --url.',
      2,
    )
  const of = subject ?? subjectOf(shape, all)
  if (of === undefined)
    throw new UserError(
      'Nothing in the answer says what one request is about; say so with --subject season, team, game, player or date.',
      2,
    )
  const about = of === 'season' ? undefined : all?.[SUBJECT_PARAMETER[of]]
  const ofOne = subject === undefined && (of === 'team' || of === 'player') && LEAGUE_WIDE.test(found)
  return {
    endpoint: found,
    subject: of,
    params:
      all &&
      Object.fromEntries(
        Object.entries(all).filter(([name]) => of === 'season' || name !== SUBJECT_PARAMETER[of]),
      ),
    about: about === '' ? undefined : of === 'date' ? calendarDate(about ?? '') : about,
    doubts: ofOne ? [{ of: 'endpoint', why: oneOfAll(of) }] : [],
  }
}

const oneOfAll = (of: 'team' | 'player'): string =>
  `${SUBJECT_PARAMETER[of]} makes one request for each ${of}; where the endpoint answers for all of them at once, --subject season leaves it open`

function addressOf(url: string): { readonly endpoint: string; readonly params: Record<string, string> } {
  if (!URL.canParse(url))
    throw new UserError(
      `'${url}' is not an address; give the one that was asked, like https://stats.nba.com/stats/leaguestandingsv3?LeagueID=00&Season=2023-24.`,
      2,
    )
  const { pathname, searchParams } = new URL(url)
  if (!pathname.startsWith('/stats/'))
    throw new UserError(`The kit asks stats.nba.com alone, and ${pathname} is none of its endpoints.`, 2)
  const endpoint = pathname.split('/').findLast((part) => part !== '')
  if (endpoint === undefined) throw new UserError(`The address ${url} names no endpoint.`, 2)
  return { endpoint, params: Object.fromEntries(searchParams) }
}

function subjectOf(shape: Shape, params: Readonly<Record<string, string>> | undefined): Subject | undefined {
  if (shape.kind === 'box') return 'game'
  if (shape.kind === 'list')
    return shape.names.endsWith('gameId') ? 'game' : shape.names.endsWith('gameDate') ? 'date' : 'season'
  if (params === undefined) return undefined
  const filled = (name: string): boolean => (params[name] ?? '') !== '' && params[name] !== '0'
  const about = (subject: (typeof BY_PARAMETER)[number]): boolean =>
    filled(SUBJECT_PARAMETER[subject]) && !(subject === 'game' && hasOtherGames(shape, params.GameID))
  return BY_PARAMETER.find((subject) => about(subject)) ?? 'season'
}

/** Whether rows are of another game than was asked for: leaguegamefinder takes no notice of the id. */
const hasOtherGames = (shape: Shape, gameId: string | undefined): boolean =>
  shape.kind === 'result set' &&
  shape.rows.some((row) =>
    Object.entries(row).some(([header, value]) => /^game_?id$/i.test(header) && asText(value) !== gameId),
  )
