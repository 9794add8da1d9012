import { z } from 'zod'
import { parseOutput, type Ended } from '../../test/real/command.js'

const report = z.object({
  runId: z.string(),
  cause: z.string().nullable(),
  datasets: z.array(
    z.object({
      requests: z.number(),
      inserted: z.number(),
      updated: z.number(),
      unchanged: z.number(),
      removed: z.number(),
    }),
  ),
})

/** What a sync says that it did, over all datasets. */
export interface SyncCounts {
  readonly runId: string
  readonly requests: number
  /** Rows that are in the database afterwards. */
  readonly rows: number
  /** Rows inserted, updated and removed. */
  readonly written: number
}

/** Reads the output of `sync --json`. Throws with the cause when the sync did not succeed. */
export function countsOf(command: string, output: Ended): SyncCounts {
  const { runId, cause, datasets } = report.parse(parseOutput(command, output))
  if (output.code !== 0) throw new Error(`${command} ended with ${output.code}: ${cause}`)
  const sum = (count: (step: (typeof datasets)[number]) => number): number =>
    datasets.reduce((total, step) => total + count(step), 0)
  return {
    runId,
    requests: sum(({ requests }) => requests),
    rows: sum(({ inserted, updated, unchanged }) => inserted + updated + unchanged),
    written: sum(({ inserted, updated, removed }) => inserted + updated + removed),
  }
}
