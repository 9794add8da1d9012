import type pg from 'pg'
import type { Dataset, Row } from '../../../src/datasets/dataset.js'
import { fingerprintOf } from '../../../src/datasets/fingerprint.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import type { SeasonScope } from '../../../src/season/season.js'
import { storeBatch, type BatchKey, type BatchRequest } from '../../../src/store/merge/batches.js'
import { copyLine } from '../../../src/store/merge/copy-format.js'
import type { MergeCounts } from '../../../src/store/merge/merge-counts.js'
import { mergeBatch } from '../../../src/store/merge/merge.js'

export const SCOPE: SeasonScope = { season: '2018-19', seasonType: 'Regular Season' }

/** A made-up answer. */
export interface Answer {
  /** Rows by table; a dataset with one table may give the list alone. */
  readonly rows: readonly Row[] | Readonly<Record<string, readonly Row[]>>
  readonly runId?: string
  readonly scope?: SeasonScope
  readonly requestKey?: string
  /** The time at which the answer was complete. */
  readonly at?: string
  /** The request's number; higher than all before by default. */
  readonly askedNumber?: number
  readonly facts?: Partial<BatchRequest>
}

export interface StoredAnswer {
  readonly key: BatchKey
  readonly responseId: number
}

let runs = 0

/** Archives an answer's response and stores its rows as a batch, ready to be merged. */
export async function storeAnswer(pool: pg.Pool, dataset: Dataset, answer: Answer): Promise<StoredAnswer> {
  const scope = answer.scope ?? SCOPE
  const key = { runId: answer.runId ?? `run-${++runs}`, dataset: dataset.name, batch: 0, ...scope }
  const requestKey = answer.requestKey ?? `${dataset.name} ${scope.season}`
  const at = answer.at ?? new Date().toISOString()
  const responseId = await storeResponse(pool, {
    runId: key.runId,
    dataset: dataset.name,
    requestKey,
    at,
    askedNumber: answer.askedNumber,
  })
  const byTable: Readonly<Record<string, readonly Row[]>> = isList(answer.rows)
    ? { [dataset.tables[0]?.name ?? '']: answer.rows }
    : answer.rows
  const tables = new Map(
    dataset.tables.map(({ name, columns }) => {
      const rows = byTable[name] ?? []
      const text = rows.map((row) => Buffer.from(`${copyLine(row, columns)}\t${responseId}\t${at}\n`))
      return [name, { rows: rows.length, text }]
    }),
  )
  const request: BatchRequest = {
    ordinal: 0,
    requestKey,
    responseId,
    fetchedAt: at,
    contentHash: `hash of ${responseId}`,
    transformVersion: 1,
    fingerprint: fingerprintOf(dataset),
    rows: Object.values(byTable).reduce((sum, rows) => sum + rows.length, 0),
    quarantined: 0,
    unchanged: false,
    incomplete: false,
    scopes: Object.fromEntries(
      dataset.tables.filter((t) => t.completes).map((t) => [t.name, [scope.season, scope.seasonType]]),
    ),
    ...answer.facts,
  }
  await storeBatch(pool, key, [request], tables, [], 1)
  return { key, responseId }
}

const isList = (rows: Answer['rows']): rows is readonly Row[] => Array.isArray(rows)

/** Merges a stored batch. */
export function merge(
  pool: pg.Pool,
  dataset: Dataset,
  key: BatchKey,
  acceptRemovals = false,
): Promise<readonly MergeCounts[]> {
  return mergeBatch(pool, key, dataset.tables, { acceptRemovals })
}

/** Stores and merges an answer; returns the counts of the dataset's first table. */
export async function mergeAnswer(
  pool: pg.Pool,
  dataset: Dataset,
  answer: Answer,
  acceptRemovals = false,
): Promise<MergeCounts & StoredAnswer> {
  const stored = await storeAnswer(pool, dataset, answer)
  const [counts] = await merge(pool, dataset, stored.key, acceptRemovals)
  if (!counts) throw new Error(`${dataset.name} has no table`)
  return { ...counts, ...stored }
}

/** Archives an answered attempt without a body. */
export async function storeResponse(
  pool: pg.Pool,
  of: { runId: string; dataset: string; requestKey: string; at: string; askedNumber?: number | undefined },
): Promise<number> {
  const { rows } = await pool.query<{ response_id: number }>(
    `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, requested_at, fetched_at, asked_number)
     values ($1, 'nba', $2, 'x', $3, '{}', '/', 1, 'answered', $4, $4, coalesce($5, nextval('raw_responses_asked_number_seq'))) returning response_id`,
    [of.runId, of.dataset, of.requestKey, of.at, of.askedNumber ?? null],
  )
  return rows[0]?.response_id ?? 0
}

/** A player's line in the game of this number in the season. */
export function playerLine(
  game: number,
  player: number,
  more: Readonly<Record<string, Cell>> = {},
): Record<string, Cell> {
  return {
    game_id: `00218${String(game).padStart(5, '0')}`,
    player_id: player,
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_date: '2018-10-16',
    team_id: 1610619001 + (player % 2),
    player_name: `Player ${player}`,
    team_abbreviation: 'NOH',
    matchup: 'NOH vs. EAK',
    points: 10,
    assists: 3,
    ...more,
  }
}

/** The lines of games 1 to `games` with `players` players each. */
export function playerLines(games: number, players = 10): Record<string, Cell>[] {
  return Array.from({ length: games * players }, (_, i) =>
    playerLine(Math.floor(i / players) + 1, 100 + (i % players)),
  )
}

/** A team's line in the game of this number in the season. */
export function teamLine(
  game: number,
  team: number,
  more: Readonly<Record<string, Cell>> = {},
): Record<string, Cell> {
  return {
    game_id: `00218${String(game).padStart(5, '0')}`,
    team_id: team,
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_date: '2018-10-16',
    team_abbreviation: 'NOH',
    team_name: 'Northport Herons',
    matchup: 'NOH vs. EAK',
    ...more,
  }
}

/** A game of the season. */
export function gameRow(number: number, more: Readonly<Record<string, Cell>> = {}): Record<string, Cell> {
  return {
    game_id: `00218${String(number).padStart(5, '0')}`,
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_date: '2018-10-16',
    status: 3,
    home_team_id: 1,
    away_team_id: 2,
    home_score: 100,
    away_score: 90,
    ...more,
  }
}

/** What a run held: subject, column (null: whole rows), rows and reason. */
export async function holdsOfRun(
  pool: pg.Pool,
  { key }: StoredAnswer,
): Promise<readonly { subject: string; column_name: string | null; rows: number; detail: string }[]> {
  const { rows } = await pool.query<{
    subject: string
    column_name: string | null
    rows: number
    detail: string
  }>('select subject, column_name, rows, detail from merge_holds where run_id = $1 order by subject, id', [
    key.runId,
  ])
  return rows
}
