import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Answer, ArchivedBody, ArchiveManifest } from '../../src/archive/format.js'

export const ABOUT: Omit<ArchiveManifest, 'format' | 'version'> = {
  source: 'nba',
  exportedAt: '2026-11-26T12:00:00.000Z',
  exportedBy: 'season-sync 0.1.0',
  seasons: null,
  datasets: null,
}

/** An answer to the request for a game. */
export const answerOf = (game: string, more: Partial<Answer> = {}): Answer => ({
  dataset: 'box_scores',
  season: '2018-19',
  seasonType: 'Regular Season',
  service: 'stats',
  endpoint: 'boxscoretraditionalv3',
  params: { GameID: game },
  requestKey: `nba stats/stats/boxscoretraditionalv3?GameID=${game}`,
  url: `/stats/boxscoretraditionalv3?GameID=${game}`,
  status: 200,
  requestedAt: '2026-11-20T10:00:00.000Z',
  fetchedAt: '2026-11-20T10:00:01.000Z',
  ...more,
})

/** A body with the answers that had it. */
export function bodyWith(text: string, answers: readonly Answer[]): ArchivedBody {
  const body = gzipSync(text)
  return {
    entry: {
      sha256: createHash('sha256').update(text).digest('hex'),
      encoding: 'gzip',
      receivedBytes: body.length,
      decodedBytes: Buffer.byteLength(text),
      answers: [...answers],
    },
    body,
  }
}

/** The bodies in the order of an archive. */
export async function* inOrder(...bodies: readonly ArchivedBody[]): AsyncGenerator<ArchivedBody> {
  yield* bodies.toSorted((a, b) => (a.entry.sha256 < b.entry.sha256 ? -1 : 1))
}

/** All of them, as a list. */
export async function listOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}
