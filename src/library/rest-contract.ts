import { z } from 'zod'
import type { RestSettings } from '../settings.js'
import { parseJson } from '../sources/http/json.js'
import { SourceError } from '../sources/judge/source-error.js'
import { RestSource } from '../sources/rest.js'
import { gameShape, playerShape, type Contract } from './contract.js'

/** The original contract at its own address: `GET /players/{season}` and `GET /games/{date}`. */
export function restContract(settings: RestSettings): Contract {
  const source = new RestSource(settings)
  const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const label = path.slice(1)
    const answer = await source.get({ service: 'api', path, params: {}, label })
    const parsed = shape.safeParse(parseJson(answer.decodedBody, label))
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    throw new SourceError('ContractBroken', `${label}: ${issue?.path.join('.')}: ${issue?.message}.`, {
      status: answer.status,
    })
  }
  return {
    players: async (season) =>
      (await get(`/players/${season}`, z.object({ players: z.array(playerShape) }))).players,
    games: async (date) => (await get(`/games/${date}`, z.object({ games: z.array(gameShape) }))).games,
    close: () => source.close(),
  }
}
