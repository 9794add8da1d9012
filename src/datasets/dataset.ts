import type { z } from 'zod'
import type { SeasonScope, SeasonType } from '../season/season.js'
import type { SourceRequest } from '../sources/source.js'
import { printable } from '../text/printable.js'
import type { Cell } from './kit/cells.js'

/** One question to a source, with the endpoint's name as documentation has it, e.g. 'leaguegamelog'. */
export interface DatasetRequest extends SourceRequest {
  readonly endpoint: string
}

/** A table that a dataset fills. Its columns are written by this dataset alone. */
export interface TableSpec {
  readonly name: string
  readonly key: readonly string[]
  /** Every column that the dataset writes, keys included, provenance excluded. */
  readonly columns: readonly string[]
  /**
   * What one complete answer completes: these columns (of type text), with these values. A stored row of that scope which the
   * answer lacks is removed, unless the shrink guard holds.
   */
  readonly completes?: {
    readonly columns: readonly string[]
    readonly values: (request: DatasetRequest, scope: SeasonScope) => readonly string[]
    /** A column none of whose values may vanish from the scope altogether, e.g. 'game_id'. */
    readonly guard?: string
  }
  /** A column whose smaller value never replaces a larger one (the season that a name is of). */
  readonly latestBy?: string
  /** Only rows that appear here in the run's season and type are kept: `players` holds who has a game log, never the whole historical list. */
  readonly memberOf?: { readonly table: string; readonly columns: readonly string[] }
}

export type Row = Readonly<Record<string, Cell>>

/** What a transform gives for each row of an answer: a row for a table, or the reason why not; and its place in the answer, from 0. */
export type Transformed =
  | { readonly table: string; readonly row: Row; readonly rowNumber?: number }
  | { readonly table: string; readonly rowNumber: number; readonly reason: string; readonly source: unknown }

/** What a dataset may know of the database when it plans. */
export interface StoredSeason {
  /** Games of the season and type that have been played, by `games` or a game log, in order. */
  playedGames(): Promise<readonly string[]>
}

/** One kind of request and the tables that it fills. A file in this folder, listed in the catalogue, is all there is to add one. */
export interface Dataset {
  readonly name: string
  /** What the help text says. */
  readonly title: string
  /** The endpoint asked, as documentation names it. */
  readonly endpoint: string
  /** First season (its starting year) that the endpoint answers for. */
  readonly since: number
  readonly seasonTypes?: readonly SeasonType[]
  /** Datasets that must be stored first. */
  readonly needs: readonly string[]
  /** Part of a sync that names no datasets. Datasets with a request for each game are not. */
  readonly byDefault: boolean
  /** Raise it when `transform` gives other rows for the same body: every stored answer is merged again. */
  readonly transformVersion: number
  /** Paths that change from answer to answer and say nothing, left out of the content hash. */
  readonly volatile: readonly (readonly string[])[]
  /** An answer without rows is nothing unusual: a date without games. */
  readonly emptyIsAnAnswer?: true
  readonly tables: readonly TableSpec[]
  requests(scope: SeasonScope, stored: StoredSeason): Promise<readonly DatasetRequest[]>
  /**
   * The rows of one answer. Pure: the same body and request give the same rows.
   * Throws SourceError ContractBroken when the answer has another shape than the dataset knows.
   */
  transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed>
}

/** Where a column comes from: a header (or key) of the answer and its type. */
export interface Field {
  readonly from: string
  readonly type: z.ZodType<Cell>
  /** The column may be absent altogether: it is null then. */
  readonly optional?: true
}
export type Fields = Readonly<Record<string, Field>>

export const field = (from: string, type: z.ZodType<Cell>): Field => ({ from, type })
export const optionalField = (from: string, type: z.ZodType<Cell>): Field => ({ from, type, optional: true })

/** Reads one row field by field; the reason names the first wrong one with its value. */
export function readRow(
  fields: Fields,
  valueOf: (from: string) => unknown,
): { row: Row } | { reason: string } {
  const row: Record<string, Cell> = {}
  for (const [column, { from, type, optional }] of Object.entries(fields)) {
    const value = valueOf(from)
    // A renamed key must not turn what is stored into nothing.
    if (value === undefined && optional !== true) return { reason: `${from} is missing` }
    const parsed = type.safeParse(value ?? null)
    if (!parsed.success) {
      return { reason: `${from} ${describe(value)}: ${parsed.error.issues[0]?.message ?? 'not valid'}` }
    }
    row[column] = parsed.data
  }
  return { row }
}

/** A value from outside in a reason that people read on a terminal. */
const describe = (value: unknown): string => printable(JSON.stringify(value) ?? 'undefined', 60)
