import type { ArchiveManifest } from '../archive/format.js'
import type { SyncEnd } from '../contracts/run-end.js'
import type { PauseState } from '../contracts/season-run.js'
import type { Description } from '../datasets/describe.js'
import type { Exported } from '../runs/archive.js'
import type { Coverage } from '../runs/coverage.js'
import type { detailsJson } from '../runs/details.js'
import type { Explained } from '../runs/explain/index.js'
import type { BackfillLine, HistoryLine } from '../runs/list.js'
import type { Removals } from '../runs/removals.js'
import type { reportJson } from '../runs/report.js'
import type { seasonsJson } from '../runs/seasons-report.js'
import type { Acceptance } from '../store/acceptances/acceptance.js'
import type { ArchiveCheck } from '../store/archive/check.js'
import type { Imported } from '../store/archive/import.js'
import type { Pruned } from '../store/archive/prune.js'
import type { ArchiveStats } from '../store/archive/stats.js'
import type { ExportManifest } from '../store/export/export-tables.js'
import type { Change } from '../store/merge/ledger.js'
import type { DoctorCheck } from './doctor/check.js'
import type { ConfigLine } from './reports/config-report.js'
import type { acceptJson, addressesJson, withSummaries } from './reports/output-objects.js'
import type { estimateJson } from './reports/estimate-report.js'
import type { runJson, scheduleJson } from './reports/schedule-report.js'

type Schedule = ReturnType<typeof scheduleJson>

/** What a command was left that follows nothing: the run goes on. */
interface Started {
  readonly workflowId: string
  readonly outcome: 'running'
  readonly webUiUrl: string | null
}

/**
 * All that `--json` prints, by kind. `npm run json-schemas` writes docs/json-output.schema.json from it, and `printJson`
 * prints nothing else.
 */
export interface JsonOutputs {
  /** A sync of one season that has ended, or is shown while it runs. */
  readonly run: ReturnType<typeof reportJson>
  /** A sync of one season that was started with `--detach`. */
  readonly startedRun: Started & {
    readonly runId: string
    readonly players: null
    readonly datasets: readonly { readonly name: string; readonly outcome: 'waiting' }[]
  }
  /** Nothing had to be asked. */
  readonly nothingToDo: {
    readonly runId: null
    readonly outcome: 'succeeded'
    readonly datasets: readonly []
  }
  /** A sync as `show` tells of it. */
  readonly runDetails: ReturnType<typeof detailsJson>
  /** A backfill, or a sync of several seasons. */
  readonly seasons: ReturnType<typeof seasonsJson>
  /** A backfill that was started with `--detach`. */
  readonly startedSeasons: Started & {
    readonly backfillId: string
    readonly seasons: readonly {
      readonly season: string
      readonly seasonType: string
      readonly outcome: 'waiting'
    }[]
  }
  /** No season of the backfill had to be asked again. */
  readonly noSeasons: {
    readonly backfillId: null
    readonly outcome: 'succeeded'
    readonly seasons: readonly []
  }
  /** A run that this database has no record of, and that Temporal has ended. */
  readonly unrecordedEnd: SyncEnd & {
    readonly runId: string
    readonly workflowId: string
    readonly webUiUrl: string | null
  }
  /** What a dry run would ask. */
  readonly estimate: ReturnType<typeof estimateJson>
  /** What `--accept-removals` would remove or empty. */
  readonly removals: {
    readonly runId: string
    readonly startedAt: Date
    readonly removals: Removals['held']
  }
  /** A run that was paused or resumed. */
  readonly paused: PauseState & { readonly runId: string; readonly workflowId: string }
  readonly history: readonly (HistoryLine | BackfillLine)[]
  readonly changes: readonly Change[]
  readonly explained: Explained
  readonly coverage: Coverage
  readonly datasets: readonly Description[]
  readonly dataset: Description
  readonly accept: ReturnType<typeof acceptJson>
  readonly acceptances: readonly Acceptance[]
  readonly archiveExport: Exported & { readonly file: string }
  readonly archiveImport: Omit<Imported, 'seasons'> &
    Pick<ArchiveManifest, 'source' | 'exportedAt'> & {
      readonly file: string
      readonly seasons: readonly string[]
    }
  readonly archiveStats: ArchiveStats
  readonly archiveCheck: ArchiveCheck
  readonly archivePrune: Pruned & { readonly dryRun: boolean }
  readonly schedule: Schedule
  readonly savedSchedule: Schedule & { readonly done: 'created' | 'updated' | 'unchanged' }
  readonly schedules: readonly (Schedule & { readonly lastOutcome: string | null })[]
  readonly scheduleDetails: Schedule & {
    readonly webUiUrl: string | null
    readonly runs: readonly ReturnType<typeof runJson>[]
  }
  readonly deletedSchedule: { readonly name: string; readonly deleted: true }
  readonly addresses: ReturnType<typeof addressesJson>
  readonly down: { readonly stopped: boolean }
  readonly status: ReturnType<typeof withSummaries>
  readonly doctor: { readonly healthy: boolean; readonly checks: readonly DoctorCheck[] }
  readonly config: readonly ConfigLine[]
  readonly web: { readonly url: string }
  readonly migrate: { readonly applied: readonly string[]; readonly unknown: readonly string[] }
  /** Where the sandbox answers, on one line. */
  readonly sandbox: { readonly url: string }
  /** The manifest of an export. */
  readonly manifest: ExportManifest
  /** Any command that failed. */
  readonly error: { readonly error: { readonly message: string; readonly exitCode: number } }
}

const RUN = ['run', 'startedRun'] as const
const SEASONS = ['seasons', 'startedSeasons'] as const

/** The kinds of output of each command with `--json`, but for `error`, which all have, and the rows of `query`. */
export const OUTPUTS_OF: Readonly<Record<string, readonly (keyof JsonOutputs)[]>> = {
  sync: [...RUN, ...SEASONS, 'estimate', 'removals'],
  datasets: ['datasets'],
  'datasets show': ['dataset'],
  today: [...RUN, 'nothingToDo'],
  backfill: [...SEASONS, 'estimate'],
  history: ['history'],
  coverage: ['coverage'],
  show: ['runDetails', 'seasons'],
  watch: ['run', 'seasons'],
  changes: ['changes'],
  explain: ['explained'],
  retry: [...RUN, ...SEASONS, 'nothingToDo', 'noSeasons', 'removals'],
  rebuild: [...RUN, ...SEASONS],
  'archive export': ['archiveExport'],
  'archive import': ['archiveImport'],
  'archive stats': ['archiveStats'],
  'archive check': ['archiveCheck'],
  'archive prune': ['archivePrune'],
  accept: ['accept'],
  'accepted list': ['acceptances'],
  'accepted revoke': ['acceptances'],
  cancel: ['run', 'seasons', 'unrecordedEnd'],
  pause: ['paused'],
  resume: ['paused'],
  'schedule create': ['savedSchedule'],
  'schedule list': ['schedules'],
  'schedule show': ['scheduleDetails'],
  'schedule pause': ['schedule'],
  'schedule resume': ['schedule'],
  'schedule trigger': ['schedule'],
  'schedule delete': ['deletedSchedule'],
  up: ['addresses'],
  down: ['down'],
  status: ['status'],
  doctor: ['doctor'],
  config: ['config'],
  web: ['web'],
  query: [],
  export: ['manifest'],
  migrate: ['migrate'],
  sandbox: ['sandbox'],
}
