import type { Replay } from '../test/real/replay.js'
import type { Arena } from './arena.js'
import { floor } from './competitors/floor.js'
import { ours } from './competitors/ours.js'

const warmed = new WeakMap<Arena, Promise<Replay>>()

/**
 * The replay server after a pass of the tools that ask in different ways: it has all answers ready, so that it costs
 * next to nothing.
 */
export function warmReplay(arena: Arena): Promise<Replay> {
  const warming = warmed.get(arena) ?? warm(arena)
  warmed.set(arena, warming)
  return warming
}

async function warm(arena: Arena): Promise<Replay> {
  const replay = await arena.replay()
  for (const tool of arena.scale.toy ? [floor] : [floor, ours]) {
    if ((await tool.unavailable()) !== undefined) continue
    arena.say(`warming the replay server by ${tool.name}`)
    await tool.measure(arena, replay)
  }
  return replay
}
