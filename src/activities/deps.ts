import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'

/** Dependencies of the activities, passed in by the worker. */
export interface Deps {
  /** Each source that this worker serves, with the database that holds its data. */
  readonly sources: Readonly<
    Partial<Record<SourceName, { readonly client: Source; readonly database: Database }>>
  >
  /** Needed by scheduled syncs alone, which resolve 'current' and their datasets with them. */
  readonly settings?: Settings
  /** Milliseconds that a fetch waits inside one attempt; twenty minutes by default. */
  readonly longestWaitMs?: number
}
