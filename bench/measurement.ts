import type { Usage } from './processes.js'

/** One run of one tool. */
export interface Measurement {
  readonly seconds: number
  readonly requests: number
  /** Rows that are in the database afterwards. */
  readonly rows: number
  /** What each process used: `worker`, `postgres`, `source`, … */
  readonly usage: Readonly<Record<string, Usage>>
}
