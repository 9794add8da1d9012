/** The library's public face. */
export { UserError } from './errors.js'
export { NbaClient, type Game, type NbaClientOptions, type Player } from './library/nba-client.js'
export { PlayerSync, type PlayerSyncOptions } from './library/player-sync.js'
export {
  SeasonSync,
  type RunDetails,
  type SeasonSyncOptions,
  type StartRequest,
} from './library/season-sync.js'
export { SyncFailed, type RunProgress, type SyncReport, type SyncRun } from './library/sync-run.js'
export { readSettings, type Settings } from './settings.js'
export type { SourceName } from './sources/source.js'
export { SourceError, type SourceErrorClass } from './sources/source-error.js'
export type { RunLine, StepProgress } from './store/history.js'
export type { Change } from './store/ledger.js'
