import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import type { Measurement } from '../measurement.js'

/** A tool that brings the season of the replay server into a Postgres. */
export interface Competitor {
  readonly name: string
  /** What it is, in one sentence for the results. */
  readonly what: string
  /** The reason why it cannot be measured here; undefined where it can. */
  unavailable(): Promise<string | undefined>
  /** Brings the season into an empty database. */
  measure(arena: Arena, replay: Replay): Promise<Measurement>
}
