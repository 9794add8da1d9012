import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { replayFolder } from './replay.js'

type Values = Readonly<Record<string, unknown>>

/** The game about which a box score of every kind and the play-by-play were recorded: CHI at CLE. */
export const GAME = '0022200552'

interface Line {
  readonly personId: number
  readonly firstName: string
  readonly familyName: string
  readonly statistics: Values
  readonly matchups?: readonly { readonly personId: number; readonly statistics: Values }[]
}
interface Side {
  readonly teamId: number
  readonly statistics: Values
  readonly players: readonly Line[]
}
export interface Action extends Values {
  readonly personId: number
  readonly actionId: number
  readonly shotResult: string
}

const body = (file: string): Values =>
  JSON.parse(gunzipSync(readFileSync(`${replayFolder}data/recordings/smoke.${file}.json.gz`)).toString())

/** A recorded box score of the game: 'BoxScoreAdvancedV3'. */
export function recordedBox(file: string): readonly Side[] {
  const { meta: _, ...roots } = body(file)
  const [box] = Object.values(roots) as readonly { readonly homeTeam: Side; readonly awayTeam: Side }[]
  return box === undefined ? [] : [box.homeTeam, box.awayTeam]
}

/** The players' statistics in a recorded box score, of those who have some there, by player. */
export const recordedPlayers = (file: string): ReadonlyMap<number, Values> =>
  new Map(
    recordedBox(file).flatMap(({ players }) =>
      players.map(({ personId, statistics }) => [personId, statistics]),
    ),
  )

/** The recorded actions of the game. */
export const recordedActions = (): readonly Action[] =>
  (body('PlayByPlayV3').game as { readonly actions: readonly Action[] }).actions
