import { SUBJECTS } from '../../src/datasets/dataset.js'
import { UserError } from '../../src/errors.js'
import { asText, member, members, type Json } from './answer.js'
import type { Shape } from './shape.js'

/** What a request is about, as far as the tool can declare it. */
export const SUBJECT_NAMES = SUBJECTS.filter((subject) => subject !== 'date')
export type SubjectName = (typeof SUBJECT_NAMES)[number]

/** The request that an answer is the answer to. */
export interface Asked {
  readonly endpoint: string
  readonly subject: SubjectName
  /** Parameters without the one that names the subject; undefined where nothing tells them. */
  readonly params: Readonly<Record<string, string>> | undefined
  /** Id of what it is about, as the request named it. */
  readonly about: string | undefined
}

const PARAMETER = { game: 'GameID', team: 'TeamID', player: 'PlayerID' } as const
/** With a request about a game, a team in it is a filter; hence the order. */
const BY_PARAMETER = ['game', 'player', 'team'] as const

export interface RequestOptions {
  readonly url?: string | undefined
  readonly endpoint?: string | undefined
  readonly subject?: SubjectName | undefined
}

/** The request of an answer: by its address, else by what the answer says of itself. Throws a UserError where the endpoint is not told. */
export function askedOf(body: Json, shape: Shape, { url, endpoint, subject }: RequestOptions): Asked {
  const address = url === undefined ? undefined : addressOf(url)
  const said = member(body, 'parameters')
  const all =
    address?.params ??
    (said === undefined
      ? undefined
      : Object.fromEntries(members(said).map(([name, value]) => [name, asText(value)])))
  const resource = member(body, 'resource')
  const found = endpoint ?? address?.endpoint ?? (typeof resource === 'string' ? resource : undefined)
  if (found === undefined)
    throw new UserError(
      'Nothing in the answer says which endpoint it is of; name it with --endpoint, or give the address with --url.',
      2,
    )
  const of = subject ?? subjectOf(shape, all)
  if (of === undefined)
    throw new UserError(
      'Nothing in the answer says what one request is about; say so with --subject season, team, game or player.',
      2,
    )
  const about = of === 'season' ? undefined : all?.[PARAMETER[of]]
  return {
    endpoint: found,
    subject: of,
    params:
      all &&
      Object.fromEntries(Object.entries(all).filter(([name]) => of === 'season' || name !== PARAMETER[of])),
    about: about === '' ? undefined : about,
  }
}

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

function subjectOf(
  shape: Shape,
  params: Readonly<Record<string, string>> | undefined,
): SubjectName | undefined {
  if (shape.kind === 'box') return 'game'
  if (shape.kind === 'list') return shape.names.endsWith('gameId') ? 'game' : 'season'
  if (params === undefined) return undefined
  const filled = (name: string): boolean => (params[name] ?? '') !== '' && params[name] !== '0'
  return BY_PARAMETER.find((subject) => filled(PARAMETER[subject])) ?? 'season'
}
