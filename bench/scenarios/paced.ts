import { z } from 'zod'
import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import { stackOptions } from '../competitors/ours.js'
import { list, median, number, whole } from '../medians.js'
import type { BenchStack } from '../servers/stack.js'
import { warmReplay } from '../warm-replay.js'
import type { Scenario } from './scenario.js'

const SLOW = 20
const FAST = 1_000

/** The replay server's own count: the most requests that arrived within any second. */
const summary = z.object({ count: z.number(), requestsPerSecondMax: z.number() })

interface Paced {
  readonly seconds: number
  readonly requests: number
  readonly most: number
  /** CPU seconds of each worker: whether both of them had a share. */
  readonly workers: readonly number[]
}

/** Syncs with a rate limit: how much of it is used, and that it is never exceeded. */
export const paced: Scenario = {
  name: 'paced',
  title: 'With a rate limit',
  needsReplay: true,
  run: async (arena) => {
    const { scale, say } = arena
    const replay = await warmReplay(arena)
    const stack = await arena.stack(replay.url, stackOptions(arena, replay))
    const slow: Paced[] = []
    for (let round = 1; round <= scale.rounds; round++) {
      const one = await measure(arena, replay, stack, SLOW, ['box_scores'])
      say(`${SLOW} a second, round ${round}: ${number(one.seconds)} s`)
      slow.push(one)
    }
    await stack.addWorker()
    const fast = await measure(arena, replay, stack, FAST, scale.datasets)
    await stack.remove()
    say(`${FAST} a second with two workers: ${number(fast.seconds)} s`)

    const ratios = slow.map(({ seconds, requests }) => seconds / (requests / SLOW))
    const most = Math.max(...slow.map((one) => one.most))
    return {
      notes: [
        `Box scores at ${SLOW} requests per second with one worker, and the whole season at ${whole(FAST)} with two, all into one database, so that only the first round finds it empty. The seconds are those of the command from its start to its exit; the most requests within any second are counted by the replay server as they arrive, so that a busy machine, which delays some of them, shows more of them at once than were sent.`,
      ],
      tables: [
        {
          caption: 'Seconds and requests',
          headers: [
            'rate',
            'workers',
            'median',
            'all',
            'requests',
            'seconds ÷ (requests ÷ rate)',
            'most in a second',
            "workers' CPU seconds",
          ],
          rows: [
            [
              `${SLOW}/s`,
              '1',
              ...secondsAndRequests(slow),
              number(median(ratios), 3),
              whole(most),
              list([median(slow.flatMap(({ workers }) => workers))]),
            ],
            [
              `${whole(FAST)}/s`,
              '2',
              ...secondsAndRequests([fast]),
              number(fast.seconds / (fast.requests / FAST), 2),
              whole(fast.most),
              list(fast.workers),
            ],
          ],
        },
      ],
      goals: [
        {
          what: `box scores at ${SLOW}/s: seconds ÷ (requests ÷ ${SLOW}) at most 1.05`,
          measured: number(median(ratios), 3),
          met: median(ratios) <= 1.05,
        },
        { what: `never more than ${SLOW} in a second`, measured: whole(most), met: most <= SLOW },
        {
          what: `never more than ${whole(FAST)} in a second, with two workers`,
          measured: whole(fast.most),
          met: fast.most <= FAST,
        },
      ],
      skipped: [],
    }
  },
}

const secondsAndRequests = (rounds: readonly Paced[]): readonly string[] => [
  number(median(rounds.map(({ seconds }) => seconds))),
  list(rounds.map(({ seconds }) => seconds)),
  whole(rounds[0]?.requests ?? NaN),
]

async function measure(
  { scale }: Arena,
  replay: Replay,
  stack: BenchStack,
  rate: number,
  datasets: readonly string[],
): Promise<Paced> {
  await replay.clearLog()
  const { seconds, usage } = await stack.sync(scale.season, datasets, '--pace', String(rate))
  const { count, requestsPerSecondMax } = summary.parse(
    await (await fetch(`${replay.url}/__log/summary`)).json(),
  )
  const workers = Object.entries(usage).filter(([name]) => name.startsWith('worker'))
  return {
    seconds,
    requests: count,
    most: requestsPerSecondMax,
    workers: workers.map(([, { cpuSeconds }]) => cpuSeconds),
  }
}
