import type { SourceName } from '../contracts/source-names.js'
import type { Deps } from './deps.js'
import { permanent } from './failures.js'

/** The client and the database of a source. Throws a permanent failure if this worker does not serve it. */
export function sourceOf(deps: Deps, source: SourceName): NonNullable<Deps['sources'][SourceName]> {
  const found = deps.sources[source]
  if (!found) throw permanent('UnknownSource', `this worker does not serve the source ${source}`)
  return found
}
