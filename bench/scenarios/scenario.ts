import type { Arena } from '../arena.js'
import type { Section } from '../report/section.js'

/** Something that the bench measures, by its name on the command line. */
export interface Scenario {
  readonly name: string
  readonly title: string
  /** It needs the recorded seasons beside the project. */
  readonly needsReplay: boolean
  readonly run: (arena: Arena) => Promise<Section>
}
