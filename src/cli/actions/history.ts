import { COMMAND } from '../../contracts/next-step.js'
import { partText } from '../../contracts/season-start.js'
import type { Outcome } from '../../contracts/outcome.js'
import type { SourceName } from '../../contracts/source-names.js'
import { doneText } from '../../contracts/seasons-run.js'
import { readGroupedHistory, type BackfillLine, type HistoryLine } from '../../runs/list.js'
import { readSettings } from '../../settings.js'
import { localTime } from '../../text/local-time.js'
import { timeOf } from '../reports/seasons-report.js'
import { printJson } from '../print-json.js'
import { print, table, type CellText } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface HistoryOptions {
  readonly season?: string
  readonly source?: SourceName
  readonly outcome?: Outcome
  readonly limit: number
  readonly json?: boolean
}

/** Runs of a backfill that the history shows under it. */
const SHOWN_RUNS = 10

/** Lists syncs and backfills, newest first. */
export async function listHistory({ json, ...filter }: HistoryOptions): Promise<void> {
  const settings = readSettings()
  await withPostgres(
    settings,
    async (session) => {
      const runs = await readGroupedHistory(settings, session, filter)
      if (json === true) printJson('history', runs)
      else if (runs.length === 0)
        print(`There is no such run yet; start one with: ${COMMAND.firstSync(filter.source)}`)
      else print(runTable(runs))
    },
    filter.source,
  )
}

function runTable(lines: readonly (HistoryLine | BackfillLine)[]): string {
  return table(
    [
      'run',
      'season',
      'type',
      'trigger',
      'outcome',
      'started',
      'time',
      'what',
      'datasets',
      'inserted',
      'updated',
      'verified by',
    ],
    lines.flatMap((line) => ('runs' in line ? backfillRows(line) : [runRow(line)])),
  )
}

const runRow = (run: HistoryLine): CellText[] => [
  run.runId,
  run.season,
  run.seasonType,
  run.trigger,
  run.ofAnotherTemporal ? `${run.outcome}, of another Temporal` : run.outcome,
  localTime(run.startedAt),
  timeOf(run),
  partText(run.narrow),
  run.datasets.length,
  run.inserted,
  run.updated,
  run.verifiedBy ?? (run.endedAt === null ? '' : 'nothing'),
]

/** A line for the backfill, and one for each of its latest runs. */
function backfillRows(backfill: BackfillLine): CellText[][] {
  const { backfillId, source, runs, counts, total } = backfill
  const more = runs.length - SHOWN_RUNS
  return [
    [
      backfillId,
      backfill.season,
      backfill.seasonType,
      backfill.trigger,
      backfill.ofAnotherTemporal ? `${backfill.outcome}, of another Temporal` : backfill.outcome,
      localTime(backfill.startedAt),
      timeOf(backfill),
      doneText(counts, total),
      '',
      backfill.inserted,
      backfill.updated,
      '',
    ],
    ...runs.slice(0, SHOWN_RUNS).map((run) => {
      const [id, ...rest] = runRow(run)
      return [`  ${id}`, ...rest]
    }),
    ...(more <= 0 ? [] : [[`  … and ${more} more: ${COMMAND.show({ runId: backfillId, source })}`]]),
  ]
}
