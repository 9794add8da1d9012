import { expect } from 'vitest'
import type { Dataset, DatasetRequest, Row, StoredSeason } from '../../src/datasets/dataset.js'
import type { SeasonScope } from '../../src/season/season.js'
import { SourceError } from '../../src/sources/judge/source-error.js'

export const SCOPE: SeasonScope = { season: '2018-19', seasonType: 'Regular Season' }

/** A stored season in which these games were played. */
export const played = (...games: string[]): StoredSeason => ({
  playedGames: async () => games,
  teams: async () => [],
  players: async () => [],
})

/** The request of a dataset about a date, otherwise its first one. */
export async function requestOf(
  dataset: Dataset,
  scope = SCOPE,
  stored = played('0021800001'),
  date?: string,
): Promise<DatasetRequest> {
  const requests = await dataset.requests(scope, stored)
  const request = date === undefined ? requests[0] : requests.find(({ about }) => about === date)
  if (!request) throw new Error(`${dataset.name} asks nothing`)
  return request
}

export interface Outcome {
  readonly rows: readonly Row[]
  /** Rows by table, where there are several. */
  readonly of: (table: string) => readonly Row[]
  readonly refused: readonly { readonly rowNumber: number; readonly reason: string }[]
}

/** Transforms a body as the answer to the dataset's request about a date, otherwise to its first one. */
export async function transformed(
  dataset: Dataset,
  body: unknown,
  scope = SCOPE,
  stored?: StoredSeason,
  date?: string,
): Promise<Outcome> {
  const all = [...dataset.transform(body, await requestOf(dataset, scope, stored, date), scope)]
  const accepted = all.flatMap((out) => ('row' in out ? [out] : []))
  return {
    rows: accepted.map(({ row }) => row),
    of: (table) => accepted.filter((out) => out.table === table).map(({ row }) => row),
    refused: all.flatMap((out) => ('row' in out ? [] : [{ rowNumber: out.rowNumber, reason: out.reason }])),
  }
}

/** The SourceError in which a transform ends. */
export async function brokenContract(dataset: Dataset, body: unknown): Promise<string> {
  const error: unknown = await transformed(dataset, body).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SourceError)
  if (!(error instanceof SourceError)) throw new Error('no SourceError')
  expect(error.errorClass).toBe('ContractBroken')
  return error.message
}

export interface Table {
  readonly headers: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** A body of stats.nba.com with this one table. */
export const bodyOf = (name: string, { headers, rows }: Table): unknown => ({
  resultSets: [{ name, headers, rowSet: rows }],
})

/** A table whose rows have these values. */
export function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): Table {
  return { headers: Object.keys(rows[0] ?? {}), rows: rows.map((row) => Object.values(row)) }
}
