import type { BatchRef } from '../contracts/dataset-run.js'
import { mayBeEmpty } from '../datasets/may-be-empty.js'
import type { Dataset, DatasetRequest, TableSpec } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { KNOWN_CUT } from '../datasets/kit/cut.js'
import { parseJson } from '../sources/http/json.js'
import { linesFrom, type AnswerRows } from '../store/merge/answer-rows.js'
import type { BatchRequest, BatchTable, RefusedRow } from '../store/merge/batches.js'
import { NOT_MERGED, type LastMergedAnswer } from '../store/merge/last-merged.js'
import { lateness } from '../store/merge/late-answers.js'
import { fillsScopes } from '../store/merge/table-state.js'
import type { ArchivedAnswer } from '../store/requests/in-hand.js'
import type { PlannedRequest } from '../store/requests/plan.js'
import { noLines, readRows, scopesOf } from './read-rows.js'
import { contentOf } from './content-of.js'
import type { TableLines } from './table-lines.js'

export interface TransformResult {
  readonly answered: number
  readonly rows: number
  readonly unchanged: number
  readonly quarantined: number
  /** Every answer was empty, which is nothing ordinary in this dataset. */
  readonly nothing: boolean
}

/** Collects the rows of several answers, one line for each key. */
export class BatchBuilder {
  readonly requests: BatchRequest[] = []
  readonly quarantined: RefusedRow[] = []
  /** Whether answers that were read by themselves (`isReadByItself`) can be added: no two have the same scope. */
  readonly areApart: boolean
  readonly #lines: ReadonlyMap<string, TableLines>
  readonly #tables = new Map<string, { rows: number; readonly text: Buffer[] }>()
  readonly #dataset: Dataset
  readonly #ref: BatchRef

  /** `requests`: all whose answers may be added. */
  constructor(dataset: Dataset, ref: BatchRef, requests: readonly DatasetRequest[]) {
    this.#dataset = dataset
    this.#ref = ref
    const scopes = requests.map((request) => scopesOf(dataset, request, ref))
    const areApart = ({ name }: TableSpec): boolean =>
      new Set(scopes.map((of) => of[name]?.join('\t'))).size === requests.length
    this.areApart = dataset.tables.every(areApart)
    this.#lines = noLines(dataset, areApart)
    for (const { name } of dataset.tables) this.#tables.set(name, { rows: 0, text: [] })
  }

  /**
   * Adds an answer. `stands`: the tables still have the rows of the last merged answer, so an equal one is skipped. Returns
   * the archived answer that must be merged instead, or beside it, because this one is older and rows of that one are lost.
   */
  add(
    planned: PlannedRequest,
    answer: ArchivedAnswer,
    lastMerged: LastMergedAnswer | undefined,
    stands: boolean,
  ): number | undefined {
    const dataset = this.#dataset
    const { contentHash: hash, bodyTime: madeAt } =
      'read' in answer ? answer.read : contentOf(answer, dataset)
    const facts = {
      ordinal: planned.ordinal,
      requestKey: planned.requestKey,
      responseId: answer.responseId,
      fetchedAt: answer.fetchedAt.toISOString(),
      ...(madeAt !== undefined && { bodyTime: madeAt }),
      contentHash: hash,
      transformVersion: dataset.transformVersion,
      fingerprint: fingerprintOf(dataset),
      scopes: scopesOf(dataset, planned.request, this.#ref),
    }
    const equal = lastMerged?.contentHash === hash
    const merged = stands && fillsScopes(dataset.tables) && lastMerged?.fingerprint === fingerprintOf(dataset)
    if (equal && merged) {
      const { rows, quarantined, tables } = lastMerged
      const tableRows = Object.fromEntries(
        Object.entries(tables ?? {}).map(([name, state]) => [name, state.rows]),
      )
      this.requests.push({ ...facts, rows, tableRows, quarantined, unchanged: true, incomplete: false })
      return undefined
    }
    const late = lateness({ ...facts, askedNumber: answer.askedNumber }, lastMerged)
    if (late !== undefined) {
      this.requests.push({ ...facts, rows: 0, quarantined: 0, unchanged: false, late, incomplete: true })
      return merged ? undefined : lastMerged?.responseId
    }
    if (equal && answer.askedNumber < lastMerged.askedNumber) return lastMerged.responseId
    this.#take(facts, this.#rowsOf(planned, answer), answer)
    return undefined
  }

  #rowsOf({ request }: PlannedRequest, answer: ArchivedAnswer): AnswerRows {
    const read = 'read' in answer ? answer.read : { json: parseJson(answer.body, request.label) }
    if ('rows' in read) return read.rows
    return readRows(this.#dataset, read.json, request, this.#ref, this.#lines)
  }

  #take(
    facts: Omit<BatchRequest, 'rows' | 'quarantined' | 'unchanged' | 'incomplete'>,
    { tables, refused }: AnswerRows,
    { responseId, fetchedAt }: ArchivedAnswer,
  ): void {
    const from = `${responseId}\t${fetchedAt.toISOString()}`
    const tableRows: Record<string, number> = {}
    for (const [name, all] of this.#tables) {
      const lines = tables.get(name)
      tableRows[name] = lines?.rows ?? 0
      if (lines === undefined) continue
      all.rows += lines.rows
      all.text.push(linesFrom(lines, from))
    }
    this.quarantined.push(...refused.map((row) => ({ ...row, responseId })))
    const rows = Object.values(tableRows).reduce((sum, n) => sum + n, 0)
    const quarantined = refused.length
    // A run that is about some games removes nothing else; a later run of the whole season merges such an answer again.
    const beyond = this.#ref.narrowed === true && this.#dataset.subject === 'season'
    // An answer at its source's limit is never complete, whatever it has; nor is one at the limit of other answers.
    const all = rows + quarantined
    const cut = all === KNOWN_CUT || all >= (this.#dataset.mostRows ?? Infinity)
    this.requests.push({
      ...facts,
      ...(beyond && { contentHash: NOT_MERGED }),
      rows,
      tableRows,
      quarantined,
      unchanged: false,
      incomplete: rows === 0 || quarantined > 0 || beyond || cut,
    })
  }

  tables(): ReadonlyMap<string, BatchTable> {
    return this.#tables
  }

  result(): TransformResult {
    return {
      answered: this.requests.length,
      rows: this.requests.reduce((sum, request) => sum + request.rows, 0),
      unchanged: this.requests.filter((request) => request.unchanged).length,
      quarantined: this.quarantined.length,
      nothing:
        !mayBeEmpty(this.#dataset, this.#ref.season) &&
        this.requests.length > 0 &&
        this.requests.every(({ rows, quarantined }) => rows + quarantined === 0),
    }
  }
}
