import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { list, number, whole } from '../medians.js'
import type { BenchStack, MeasuredSync } from '../servers/stack.js'
import { sandboxStack } from './sandbox-stack.js'
import type { Scenario } from './scenario.js'

const MB = 1024 * 1024

/** Seasons of which the results have a row; the last one always has. */
const SHOWN = [1, 2, 5, 10, 20]

interface Grown extends MeasuredSync {
  readonly season: string
  readonly databaseMB: number
  readonly temporalMB: number
}

/** Seasons of the made-up league one after another: neither time nor memory may grow with what is stored already. */
export const growth: Scenario = {
  name: 'growth',
  title: 'Twenty seasons, one after another',
  needsReplay: false,
  run: async (arena) => {
    const { scale, say } = arena
    const stack = await sandboxStack(arena)
    const grown: Grown[] = []
    for (const season of scale.growth) {
      const measured = await stack.sync(season, scale.sandboxDatasets, '--source', 'sandbox')
      grown.push({ ...measured, season, databaseMB: await databaseMB(stack), temporalMB: temporalMB(stack) })
      say(`${season}: ${number(measured.seconds)} s, worker ${whole(workerMB(measured))} MB`)
    }
    await stack.remove()

    const shown = grown.filter((_, i) => SHOWN.includes(i + 1) || i === grown.length - 1)
    const [second, last] = [grown[1], grown.at(-1)]
    const ratio = (last?.seconds ?? NaN) / (second?.seconds ?? NaN)
    const memory =
      (last === undefined ? NaN : workerMB(last)) / (second === undefined ? NaN : workerMB(second))
    return {
      notes: [
        `${scale.growth.length} seasons of the made-up league (${scale.sandboxDatasets.join(', ')}), unthrottled, served by a process of its own, into one database. The worker's peak is that of each season alone.`,
        `Seconds of all seasons: ${list(grown.map(({ seconds }) => seconds))}. The worker's peaks, MB: ${list(grown.map(workerMB), 0)}.`,
      ],
      tables: [
        {
          caption: 'By season',
          headers: [
            'season',
            'seconds',
            'requests',
            'rows',
            "worker's CPU seconds",
            "Postgres's CPU seconds",
            "worker's peak MB",
            'database MB',
            "Temporal's file MB",
          ],
          rows: shown.map((one) => [
            `${grown.indexOf(one) + 1}: ${one.season}`,
            number(one.seconds),
            whole(one.requests),
            whole(one.rows),
            number(one.usage.worker?.cpuSeconds ?? NaN),
            number(one.usage.postgres?.cpuSeconds ?? NaN),
            whole(workerMB(one)),
            whole(one.databaseMB),
            whole(one.temporalMB),
          ]),
        },
      ],
      goals: [
        { what: 'last season ÷ second at most 1.1', measured: number(ratio, 2), met: ratio <= 1.1 },
        {
          what: "worker's peak, last ÷ second, at most 1.1",
          measured: number(memory, 2),
          met: memory <= 1.1,
        },
      ],
      skipped: [],
    }
  },
}

const workerMB = ({ usage }: MeasuredSync): number => usage.worker?.peakMB ?? NaN

async function databaseMB(stack: BenchStack): Promise<number> {
  const [row] = await stack.home
    .databaseOf('sandbox')
    .query<{ bytes: number }>('select pg_database_size(current_database())::float as bytes')
  return (row?.bytes ?? NaN) / MB
}

/** Size of the files of Temporal's database. */
function temporalMB({ home }: BenchStack): number {
  const files = readdirSync(home.path).filter((name) => /^temporal-.*\.db/.test(name))
  return files.reduce((sum, name) => sum + statSync(join(home.path, name)).size, 0) / MB
}
