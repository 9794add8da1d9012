import type { BatchRef } from '../contracts/dataset-run.js'
import { mayBeEmpty } from '../datasets/may-be-empty.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { KNOWN_CUT } from '../datasets/kit/cut.js'
import type { SeasonScope } from '../season/season.js'
import { parseJson } from '../sources/http/json.js'
import type { BatchRequest, BatchTable, RefusedRow } from '../store/merge/batches.js'
import { NOT_MERGED, type LastMergedAnswer } from '../store/merge/last-merged.js'
import { lateness } from '../store/merge/late-answers.js'
import { fillsScopes } from '../store/merge/table-state.js'
import type { ArchivedAnswer } from '../store/requests/in-hand.js'
import type { PlannedRequest } from '../store/requests/plan.js'
import { contentOf } from './content-of.js'
import { TableLines } from './table-lines.js'

export interface TransformResult {
  readonly answered: number
  readonly rows: number
  readonly unchanged: number
  readonly quarantined: number
  /** Every answer was empty, which is nothing ordinary in this dataset. */
  readonly nothing: boolean
}

/** The scope values of each table that the answer to a request completes. */
export const scopesOf = (
  dataset: Dataset,
  request: DatasetRequest,
  ref: SeasonScope,
): BatchRequest['scopes'] =>
  Object.fromEntries(
    dataset.tables.flatMap((table) =>
      table.completes ? [[table.name, table.completes.values(request, ref)]] : [],
    ),
  )

/** Collects the rows of several answers, one line for each key. */
export class BatchBuilder {
  readonly requests: BatchRequest[] = []
  readonly quarantined: RefusedRow[] = []
  readonly #lines = new Map<string, TableLines>()
  readonly #dataset: Dataset
  readonly #ref: BatchRef

  /** `requests`: all whose answers may be added. */
  constructor(dataset: Dataset, ref: BatchRef, requests: readonly DatasetRequest[]) {
    this.#dataset = dataset
    this.#ref = ref
    const scopes = requests.map((request) => scopesOf(dataset, request, ref))
    for (const table of dataset.tables) {
      const distinct = new Set(scopes.map((of) => of[table.name]?.join('\t')))
      this.#lines.set(table.name, new TableLines(table, distinct.size === requests.length))
    }
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
    const json = 'read' in answer ? answer.read.json : parseJson(answer.body, planned.request.label)
    this.#transform(facts, json, planned, answer)
    return undefined
  }

  #transform(
    facts: Omit<BatchRequest, 'rows' | 'quarantined' | 'unchanged' | 'incomplete'>,
    json: unknown,
    planned: PlannedRequest,
    answer: ArchivedAnswer,
  ): void {
    let position = -1
    const quarantinedBefore = this.quarantined.length
    for (const out of this.#dataset.transform(json, planned.request, this.#ref)) {
      position++
      if ('row' in out) {
        const reason = this.#table(out.table).add(out.row, facts.scopes[out.table] ?? [])
        if (reason !== undefined && reason !== '')
          this.#refuse({ ...out, rowNumber: out.rowNumber ?? position, reason, source: out.row }, answer)
      } else {
        this.#refuse(out, answer)
      }
    }
    const from = `${answer.responseId}\t${answer.fetchedAt.toISOString()}`
    const tableRows = Object.fromEntries(
      [...this.#lines].map(([table, lines]) => [table, lines.endAnswer(from)]),
    )
    const rows = Object.values(tableRows).reduce((sum, n) => sum + n, 0)
    const quarantined = this.quarantined.length - quarantinedBefore
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

  #refuse(
    out: { table: string; rowNumber: number; reason: string; source: unknown },
    answer: ArchivedAnswer,
  ): void {
    this.quarantined.push({
      table: out.table,
      responseId: answer.responseId,
      rowNumber: out.rowNumber,
      reason: out.reason,
      source: out.source,
    })
  }

  #table(name: string): TableLines {
    const lines = this.#lines.get(name)
    if (!lines) throw new Error(`dataset ${this.#dataset.name} has no table ${name}`)
    return lines
  }

  tables(): ReadonlyMap<string, BatchTable> {
    return this.#lines
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
