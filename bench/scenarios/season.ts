import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import { dlt } from '../competitors/dlt.js'
import { floor } from '../competitors/floor.js'
import { ours, stackOptions } from '../competitors/ours.js'
import { plainLoop } from '../competitors/plain-loop.js'
import { longestFunctions, profiledWorker } from '../instruments/cpu-profile.js'
import { upWithCountedStatements, topStatements } from '../instruments/statements.js'
import type { Section } from '../report/section.js'
import { BenchStack } from '../servers/stack.js'
import { warmReplay } from '../warm-replay.js'
import { compare } from './compare.js'
import type { Scenario } from './scenario.js'

/** A whole season, without a rate limit, by every tool. */
export const season: Scenario = {
  name: 'season',
  title: 'A season, unthrottled',
  needsReplay: true,
  run: async (arena) => {
    const replay = await warmReplay(arena)
    const compared = await compare(arena, replay, [floor, ours, dlt, plainLoop])
    const instrumented = await withInstruments(arena, replay)
    const { rounds, datasets, loopGames } = arena.scale
    return {
      notes: [
        `${arena.scale.season}: ${datasets.join(', ')}. Every tool asks the same replay server and writes into the embedded Postgres with its usual configuration; ${rounds} rounds, the tools one after the other in each.`,
        compared.notes.join('\n'),
        `season-sync also asks for the schedule and stores the games and the teams' box scores, which is why it has more rows. The times of the other tools are by their own clocks, without the start of the program. The plain loop writes box scores and play-by-play of ${loopGames} games; its time for the season is **extrapolated** by rows.`,
      ],
      tables: [...compared.tables, ...instrumented.tables],
      goals: compared.goals,
      skipped: [...compared.skipped, ...instrumented.skipped],
    }
  },
}

/** The plain loop against season-sync, without the other tools. */
export const loop: Scenario = {
  name: 'loop',
  title: 'The plain loop alone',
  needsReplay: true,
  run: async (arena) => {
    const compared = await compare(arena, await warmReplay(arena), [ours, plainLoop])
    return { ...compared, notes: [compared.notes.join('\n')] }
  },
}

/** A further run that is slower, because statements are counted and the worker writes a profile. */
async function withInstruments(arena: Arena, replay: Replay): Promise<Pick<Section, 'tables' | 'skipped'>> {
  const stack = await BenchStack.prepare(
    arena.owned,
    replay.url,
    stackOptions(arena, replay, profiledWorker()),
  )
  const counted = await upWithCountedStatements(stack)
  const { seconds } = await stack.sync(arena.scale.season, arena.scale.datasets)
  arena.say(`season-sync with instruments: ${seconds.toFixed(1)} s`)
  const statements = counted ? [await topStatements(stack)] : []
  await stack.down() // the worker writes its profile when it ends
  const functions = longestFunctions()
  await stack.remove()
  return {
    tables: [...statements, ...(functions === undefined ? [] : [functions])],
    skipped: [
      ...(counted ? [] : ['statements: the package of the embedded Postgres lacks pg_stat_statements']),
      ...(functions === undefined ? ['profile: the worker wrote none'] : []),
    ],
  }
}
