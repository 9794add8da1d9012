import { join } from 'node:path'
import { packageRoot } from '../../src/version.js'
import type { Competitor } from './competitor.js'
import { rowsOf, runCompetitor } from './program.js'

export const plainLoop: Competitor = {
  name: 'plain loop',
  what: 'axios and Prisma `upsert`, request by request and row by row',
  unavailable: async () => undefined,
  measure: async (arena, replay) => {
    const { season, loopGames } = arena.scale
    const postgres = await arena.postgres()
    const url = await postgres.migratedDatabase()
    const command = [process.execPath, join(packageRoot, 'bench/run.mjs'), replay.url, url, season]
    const output = await runCompetitor(
      arena.owned,
      [...command, String(loopGames)],
      { postgres: postgres.pid, source: replay.pid },
      { BENCH_PROGRAM: 'competitors/plain-loop-program.ts' },
    )
    return { ...output, rows: rowsOf(output) }
  },
}
