import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'

/** What the activities work with, handed in by the worker. */
export interface Deps {
  /** Each source that this worker serves, with the database that holds its data. */
  readonly sources: Readonly<
    Partial<Record<SourceName, { readonly client: Source; readonly database: Database }>>
  >
  /** What scheduled syncs resolve 'current' and their datasets with; only those need it. */
  readonly settings?: Settings
}
