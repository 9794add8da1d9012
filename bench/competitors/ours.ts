import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import type { StackOptions } from '../servers/stack.js'
import type { Competitor } from './competitor.js'

/** Settings of a stack for the recorded season. */
export const stackOptions = (
  { scale }: Arena,
  replay: Replay,
  env: NodeJS.ProcessEnv = {},
): StackOptions => ({
  env: { ...(scale.today !== undefined && { SEASON_SYNC_TODAY: scale.today }), ...env },
  beside: { source: replay.pid },
})

export const ours: Competitor = {
  name: 'season-sync',
  what: 'the command from its start to its exit, verify included, fsync on, with a stack that is up, a new state folder and an empty database',
  unavailable: async () => undefined,
  measure: async (arena, replay) => {
    const stack = await arena.stack(replay.url, stackOptions(arena, replay))
    const measured = await stack.sync(arena.scale.season, arena.scale.datasets)
    await stack.remove()
    return measured
  },
}
