import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import type { Dataset, DatasetRequest, Row } from '../../../src/datasets/dataset.js'
import type { Sandbox } from '../../../src/sandbox/index.js'
import type { SeasonScope } from '../../../src/season/season.js'
import { played } from '../../datasets/transforming.js'

/** A date after the last game of 2024-25, playoffs included. */
export const AFTER_2024_25 = '2025-07-01'

export const scopeOf = (
  season: string,
  seasonType: SeasonScope['seasonType'] = 'Regular Season',
): SeasonScope => ({
  season,
  seasonType,
})

export function dataset(name: string): Dataset {
  const found = CATALOGUE.sandbox.find((one) => one.name === name)
  if (!found) throw new Error(`no dataset ${name}`)
  return found
}

/** The body of an answer as text; `fetch` asks for gzip and decodes it. */
export async function bodyOf({ url }: Sandbox, path: string): Promise<string> {
  return (await fetch(url + path)).text()
}

export async function jsonOf<T>(sandbox: Sandbox, path: string): Promise<T> {
  return JSON.parse(await bodyOf(sandbox, path)) as T
}

export const pathOf = ({ path, params }: DatasetRequest): string =>
  `${path}?${new URLSearchParams(params).toString()}`

export interface Transformed {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, readonly Row[]>>
  /** Reasons of the refused rows. */
  readonly refused: readonly string[]
}

/** The teams of which a dataset with a request for each team asks. */
export const TEAMS = ['1610615001', '1610615002']

/** Requests and transforms a dataset for a scope, as a sync does; `games` are the stored games. */
export async function transformed(
  sandbox: Sandbox,
  name: string,
  scope: SeasonScope,
  games: readonly string[] = [],
): Promise<Transformed> {
  const asked = dataset(name)
  const stored = { ...played(...games), teams: async () => TEAMS }
  const rows: Record<string, Row[]> = {}
  const refused: string[] = []
  for (const request of await asked.requests(scope, stored)) {
    for (const one of asked.transform(await jsonOf(sandbox, pathOf(request)), request, scope)) {
      if ('reason' in one) refused.push(`${request.label}: ${one.reason}`)
      else (rows[one.table] ??= []).push(one.row)
    }
  }
  return { rows, refused }
}

/** The rows of one table. Throws when a row was refused or there are no rows. */
export async function rowsOf(
  sandbox: Sandbox,
  name: string,
  scope: SeasonScope,
  table = name,
): Promise<readonly Row[]> {
  const { rows, refused } = await transformed(sandbox, name, scope)
  const wanted = rows[table]
  if (refused.length > 0 || !wanted) throw new Error(`${name}: ${refused[0] ?? 'no rows'}`)
  return wanted
}

/** Rows grouped by the values of columns. */
export function groupedBy(rows: readonly Row[], ...columns: readonly string[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = columns.map((column) => String(row[column])).join(' ')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

export const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column]), 0)
