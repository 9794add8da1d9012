import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { BatchRef } from '../contracts/dataset-run.js'
import type { Dataset, Row, TableSpec } from '../datasets/dataset.js'
import { parseJson } from '../sources/http/json.js'
import { storeBatch, type BatchRequest, type RefusedRow } from '../store/merge/batches.js'
import { bodyTime } from '../store/merge/body-time.js'
import { contentHash } from '../store/merge/content-hash.js'
import { copyLine } from '../store/merge/copy-format.js'
import { readLastMerged, type LastMergedAnswer } from '../store/merge/last-merged.js'
import { readAnswers, type ArchivedAnswer } from '../store/requests/archive.js'
import { readPlan, type PlannedRequest } from '../store/requests/plan.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { asFailure } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

export interface TransformResult {
  readonly answered: number
  readonly rows: number
  readonly unchanged: number
  readonly quarantined: number
}

/**
 * Turns the raw bodies of a batch into validated rows in COPY format; refused rows go to quarantine with reason and
 * response.
 */
export function createTransform(deps: Deps) {
  return async function transform(ref: BatchRef): Promise<TransformResult> {
    const { database } = sourceOf(deps, ref.source)
    return withHeartbeat(async () => {
      const dataset = requireDataset(ref.source, ref.dataset)
      const planned = (await readPlan(database.pool, ref.runId, ref.dataset, ref.from, ref.to)).filter(
        (r) => r.responseId !== null,
      )
      const lastMerged = await readLastMerged(
        database.pool,
        ref,
        planned.map((r) => r.requestKey),
      )
      try {
        const answers = await readAnswers(
          database.pool,
          planned.map((r) => r.responseId ?? 0),
        )
        const batch = new BatchBuilder(dataset, ref)
        for (const request of planned) {
          const answer = answers.get(request.responseId ?? 0)
          if (answer) batch.add(request, answer, lastMerged.get(request.requestKey))
          await yieldToEventLoop() // fetches of this worker must use their slots on time, and one answer takes milliseconds
        }
        await storeBatch(
          database.pool,
          ref,
          batch.requests,
          batch.tables(),
          batch.quarantined,
          dataset.transformVersion,
        )
        return batch.result()
      } catch (error) {
        throw asFailure(error)
      }
    })
  }
}

/** Collects the rows of several answers, one line for each key. */
export class BatchBuilder {
  readonly requests: BatchRequest[] = []
  readonly quarantined: RefusedRow[] = []
  readonly #lines = new Map<string, Map<string, { cells: string; from: string }>>()
  readonly #dataset: Dataset
  readonly #ref: BatchRef

  constructor(dataset: Dataset, ref: BatchRef) {
    this.#dataset = dataset
    this.#ref = ref
    for (const table of dataset.tables) this.#lines.set(table.name, new Map())
  }

  add(planned: PlannedRequest, answer: ArchivedAnswer, lastMerged: LastMergedAnswer | undefined): void {
    const dataset = this.#dataset
    const json = parseJson(answer.body, planned.request.label)
    const hash = contentHash(answer.sha256, json, dataset.volatile)
    const madeAt = bodyTime(json, dataset.bodyTime)
    const facts = {
      ordinal: planned.ordinal,
      requestKey: planned.requestKey,
      responseId: answer.responseId,
      fetchedAt: answer.fetchedAt.toISOString(),
      ...(madeAt !== undefined && { bodyTime: madeAt }),
      contentHash: hash,
      transformVersion: dataset.transformVersion,
      scopes: Object.fromEntries(
        dataset.tables.flatMap((table) =>
          table.completes ? [[table.name, table.completes.values(planned.request, this.#ref)]] : [],
        ),
      ),
    }
    // Rows that depend on other tables must be transformed again even if the answer is the same.
    const selfContained = dataset.tables.every((table) => table.memberOf === undefined)
    if (
      selfContained &&
      lastMerged?.contentHash === hash &&
      lastMerged.transformVersion === dataset.transformVersion
    ) {
      this.requests.push({
        ...facts,
        rows: lastMerged.rows,
        quarantined: lastMerged.quarantined,
        unchanged: true,
        incomplete: false,
      })
      return
    }
    let rows = 0
    let position = -1
    const quarantinedBefore = this.quarantined.length
    for (const out of dataset.transform(json, planned.request, this.#ref)) {
      position++
      if ('row' in out) {
        const reason = this.#take(out.table, out.row, answer)
        if (reason === undefined) rows++
        else if (reason !== '')
          this.#refuse({ ...out, rowNumber: out.rowNumber ?? position, reason, source: out.row }, answer)
      } else {
        this.#refuse(out, answer)
      }
    }
    const quarantined = this.quarantined.length - quarantinedBefore
    this.requests.push({
      ...facts,
      rows,
      quarantined,
      unchanged: false,
      incomplete: rows === 0 || quarantined > 0,
    })
  }

  /** Adds a row. Returns '' for a repetition of an equal row, and a reason for a different row with the same key. */
  #take(tableName: string, row: Row, answer: ArchivedAnswer): string | undefined {
    const table = this.#table(tableName)
    const lines = this.#lines.get(tableName)
    const key = table.key.map((column) => String(row[column])).join('\t')
    const cells = copyLine(table.columns.map((column) => row[column] ?? null))
    const known = lines?.get(key)
    if (known === undefined) {
      lines?.set(key, { cells, from: `\t${answer.responseId}\t${answer.fetchedAt.toISOString()}\n` })
      return undefined
    }
    return known.cells === cells
      ? ''
      : `a second row with the key (${table.key.map((column) => `${column} ${row[column]}`).join(', ')}) and other values`
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

  #table(name: string): TableSpec {
    const table = this.#dataset.tables.find((t) => t.name === name)
    if (!table) throw new Error(`dataset ${this.#dataset.name} has no table ${name}`)
    return table
  }

  tables(): ReadonlyMap<string, { rows: number; lines: readonly string[] }> {
    return new Map(
      [...this.#lines].map(([name, lines]) => [
        name,
        { rows: lines.size, lines: [...lines.values()].map((line) => line.cells + line.from) },
      ]),
    )
  }

  result(): TransformResult {
    return {
      answered: this.requests.length,
      rows: this.requests.reduce((sum, request) => sum + request.rows, 0),
      unchanged: this.requests.filter((request) => request.unchanged).length,
      quarantined: this.quarantined.length,
    }
  }
}
