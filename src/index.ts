/** The library's public face. */
export { UserError } from './errors.js'
export { NbaClient, type Game, type NbaClientOptions, type Player } from './library/nba-client.js'
export { PlayerSync, type PlayerSyncOptions } from './library/player-sync.js'
export {
  SeasonSync,
  type BackfillRequest,
  type RebuildRequest,
  type RunJson,
  type SeasonSyncOptions,
  type StartRequest,
  type StatusJson,
} from './library/sync.js'
export {
  BackfillFailed,
  type BackfillProgress,
  type BackfillReport,
  type BackfillRun,
} from './library/backfill-run.js'
export type { NewSchedule, Schedules } from './library/schedules.js'
export { SyncFailed, type RunProgress, type SyncReport, type SyncRun } from './library/sync-run.js'
export { readSettings, type Settings } from './settings.js'
export type { SourceErrorClass } from './contracts/failure-types.js'
export type { SourceName } from './contracts/source-names.js'
export { SourceError } from './sources/judge/source-error.js'
export type { ExportRequest } from './runs/archive.js'
export type { Coverage, CoverageOrder, CoveredSeason } from './runs/coverage.js'
export type { CoverageState, CoveredDataset } from './runs/covered.js'
export type { Explained, ExplainedCell, ExplainedValue, Explanation } from './runs/explain/index.js'
export type { HistoryLine } from './runs/list.js'
export type { RunLine, StepProgress } from './store/runs/history.js'
export type { Change } from './store/merge/ledger.js'
export type { Health } from './runs/health.js'
export type { Schedule } from './schedules/schedules.js'
