import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import { NbaSource } from './nba.js'
import { RestSource } from './rest.js'
import { SandboxSource } from './sandbox.js'
import type { Source } from './source.js'

/** Creates the client of a source from the settings; it contacts nothing yet. */
export function createSource(name: SourceName, settings: Settings): Source {
  const create: Readonly<Record<SourceName, () => Source>> = {
    nba: () => new NbaSource(settings.nba),
    rest: () => new RestSource(settings.rest),
    sandbox: () => new SandboxSource(settings.sandbox, settings.nba, settings.today),
  }
  return create[name]()
}
