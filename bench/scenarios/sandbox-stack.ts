import type { Arena } from '../arena.js'
import type { BenchStack } from '../servers/stack.js'

/** A stack for the made-up league, without a rate limit. */
export async function sandboxStack(arena: Arena): Promise<BenchStack> {
  const { url, pid } = await arena.sandbox()
  return arena.stack(url, {
    env: { SEASON_SYNC_SANDBOX_URL: url, SEASON_SYNC_SANDBOX_PACE: '10000' },
    beside: { source: pid },
  })
}
