import { createHash } from 'node:crypto'
import type pg from 'pg'
import { transformBatch } from '../../src/activities/transform.js'
import type { SourceName } from '../../src/contracts/source-names.js'
import type { Dataset, DatasetRequest, Row, TableSpec } from '../../src/datasets/dataset.js'
import type { Cell } from '../../src/datasets/kit/cells.js'
import type { MergeCounts } from '../../src/store/merge/merge-counts.js'
import { mergeBatch } from '../../src/store/merge/merge.js'
import { archiveAnswer } from '../../src/store/requests/archive-answer.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { played } from '../datasets/transforming.js'
import { SCOPE } from '../store/merge/merging.js'

/** Rows of an answer, by table. */
export type Rows = Readonly<Record<string, readonly Row[]>>

/** The time of the first sync's answers; those of each further sync are a day later. */
export const FIRST_ANSWER = new Date('2026-01-01T10:00:00.000Z')
const DAY_MS = 86_400_000

/** Games of the season; a sync sends no more requests than these. */
const GAMES = ['0021800001', '0021800002', '0021800003']
const IDS = async (): Promise<readonly string[]> => ['101', '102', '103']
const STORED = { ...played(...GAMES), teams: IDS, players: IDS }

/** A dataset whose answers list their rows: everything but the reading of the body is the dataset's own. */
export const listing = ({ derivedFrom: _asksNothing, ...dataset }: Dataset): Dataset => ({
  ...dataset,
  bodyTime: ['madeAt'],
  volatile: [['madeAt']],
  *transform(json) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `Syncs`
    const { rows } = json as { rows: Rows }
    for (const [table, list] of Object.entries(rows)) for (const row of list) yield { table, row }
  },
})

/** One sync of a dataset. */
export interface Sync {
  /** Rows of the answer to each request; `rowsOf` by default. */
  readonly answer?: (request: DatasetRequest, ordinal: number) => Rows
  /** The time that the bodies give. */
  readonly madeAt?: string
  readonly rebuild?: boolean
  /** Requests that have no answer. */
  readonly givenUp?: (request: DatasetRequest) => boolean
  /** Requests of a batch; all of them by default. */
  readonly batchSize?: number
}

/** Syncs datasets again and again, each time as a run of its own, on a database alone. */
export class Syncs {
  readonly #pool: pg.Pool
  readonly #source: SourceName
  #runs = 0
  #asked = 0

  constructor(pool: pg.Pool, source: SourceName) {
    this.#pool = pool
    this.#source = source
  }

  /** Returns the counts of each batch and table. */
  async sync(
    dataset: Dataset,
    {
      answer = (request, ordinal) => rowsOf(dataset, request, ordinal),
      madeAt,
      rebuild,
      givenUp = () => false,
      batchSize,
    }: Sync = {},
  ): Promise<readonly MergeCounts[]> {
    const day = this.#runs++
    const ref = { ...SCOPE, runId: `run ${day}`, source: this.#source, dataset: dataset.name } as const
    const requests = (await dataset.requests(SCOPE, STORED)).slice(0, GAMES.length)
    const planned = await storePlan(this.#pool, ref, requests)
    for (const { ordinal, request, requestKey } of planned.filter((each) => !givenUp(each.request))) {
      const body = Buffer.from(JSON.stringify({ rows: answer(request, ordinal), madeAt }))
      const at = new Date(FIRST_ANSWER.getTime() + day * DAY_MS)
      await archiveAnswer(
        this.#pool,
        {
          ...ref,
          ordinal,
          endpoint: request.endpoint,
          requestKey,
          params: request.params,
          url: request.path,
          attempt: 1,
          askedNumber: ++this.#asked,
        },
        {
          url: request.path,
          status: 200,
          receivedBody: body,
          encoding: 'identity',
          decodedBody: body,
          sha256: createHash('sha256').update(body).digest('hex'),
          requestedAt: at,
          respondedAt: at,
        },
      )
    }
    const size = batchSize ?? requests.length
    const counts: MergeCounts[] = []
    for (let batch = 0; batch * size < requests.length; batch++) {
      const part = { ...ref, batch, from: batch * size, to: (batch + 1) * size, acceptRemovals: false }
      await transformBatch(this.#pool, dataset, { ...part, ...(rebuild !== undefined && { rebuild }) })
      counts.push(...(await mergeBatch(this.#pool, part, dataset.tables, { acceptRemovals: false })))
    }
    return counts
  }
}

const ROWS = 8

/** An answer has one row of the table: what was asked about is its whole key. */
const isOneOfAnAnswer = ({ key, completes }: TableSpec): boolean =>
  key.every((column) => completes?.columns.includes(column))

/** Made-up rows of an answer: eight for each table of the dataset, each with other values. */
export function rowsOf(dataset: Dataset, request: DatasetRequest, ordinal: number): Rows {
  return Object.fromEntries(
    dataset.tables.map((table) => [
      table.name,
      Array.from({ length: isOneOfAnAnswer(table) ? 1 : ROWS }, (_, i) =>
        rowOf(table, request, ordinal * ROWS + i),
      ),
    ]),
  )
}

function rowOf(table: TableSpec, request: DatasetRequest, n: number): Row {
  const given: Record<string, Cell> = {
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    player_id: 100 + n,
  }
  if (table.latestBy !== undefined) given[table.latestBy] = SCOPE.season
  const asked = table.completes?.values(request, SCOPE) ?? []
  for (const [at, column] of (table.completes?.columns ?? []).entries())
    given[column] = table.types[column]?.types[0]?.startsWith('int') ? Number(asked[at]) : (asked[at] ?? null)
  return Object.fromEntries(
    table.columns.map((column) => [column, given[column] ?? valueOf(table, column, n)]),
  )
}

function valueOf(table: TableSpec, column: string, n: number): Cell {
  const type = table.types[column]
  if (type?.nullable && n % 3 === 0 && !table.key.includes(column)) return null
  switch (type?.types[0]) {
    case 'text':
      return `${column} ${n}`
    case 'bool':
      return n % 2 === 0
    case 'float8':
      return n + 0.125
    case 'date':
      return '2018-10-16'
    case 'timestamptz':
      return '2018-10-16T23:30:00Z'
    case '_int8':
      return `{${n}}`
    default:
      return n
  }
}
