/** The embedded Postgres, Temporal and worker for a machine that has none of them. Other folders import only this file. */
export {
  acquireStack,
  databaseUrlOf,
  readStackStatus,
  stackDown,
  stackUp,
  type PartInfo,
  type StackInfo,
  type StackLease,
  type StackNeed,
} from './client.js'
export { readConfigured, readTemporalSettings, type Configured } from './configured.js'
export { EMBEDDED_DATABASES, embeddedDatabaseUrls } from './embedded-databases.js'
export { choosePort } from './machine/ports.js'
export { leftBehind, wasStopped } from './supervisor/status.js'
export { workerEnvironment, workerProgram } from './worker/environment.js'
