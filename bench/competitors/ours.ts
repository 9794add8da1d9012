import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import { BenchStack } from '../servers/stack.js'
import type { Competitor } from './competitor.js'

/** A stack for the recorded season, with an empty database. */
export async function freshStack(...args: Parameters<typeof preparedStack>): Promise<BenchStack> {
  const stack = await preparedStack(...args)
  await stack.up()
  return stack
}

/** As `freshStack`, with nothing started. */
export function preparedStack(
  { owned, scale }: Arena,
  replay: Replay,
  options: {
    readonly sourceUrl?: string
    readonly env?: NodeJS.ProcessEnv
  } = {},
): Promise<BenchStack> {
  return BenchStack.prepare(owned, options.sourceUrl ?? replay.url, {
    ...options,
    env: { ...(scale.today !== undefined && { SEASON_SYNC_TODAY: scale.today }), ...options.env },
    beside: { source: replay.pid },
  })
}

export const ours: Competitor = {
  name: 'season-sync',
  what: 'the command from its start to its exit, verify included, fsync on, with a stack that is up, a new state folder and an empty database',
  unavailable: async () => undefined,
  measure: async (arena, replay) => {
    const stack = await freshStack(arena, replay)
    const measured = await stack.sync(arena.scale.season, arena.scale.datasets)
    await stack.remove()
    return measured
  },
}
