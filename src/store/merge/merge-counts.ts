/** The rows of one table that a merge inserted, updated and so on. */
export interface MergeCounts {
  readonly table: string
  inserted: number
  updated: number
  unchanged: number
  removed: number
  /** Rows kept although the answer lacks them or their values. */
  held: number
  /** Rows of the batch's answers in quarantine, counted with its first table. */
  quarantined: number
}
