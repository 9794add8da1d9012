import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { outFolder } from '../out.js'
import type { Competitor } from './competitor.js'
import { missingPeer, peersFolder } from './peers.js'
import { rowsOf, runCompetitor } from './program.js'

const FILE = 'floor.mjs'

export const floor: Competitor = {
  name: 'floor',
  what: 'fetch, gunzip, JSON.parse, COPY into bare unlogged tables: no validation, keys, history or durability',
  unavailable: async () => missingPeer(FILE),
  measure: async (arena, replay) => {
    const postgres = await arena.postgres()
    const url = await postgres.emptyDatabase()
    // A copy here finds the packages of this project.
    const program = join(outFolder, FILE)
    mkdirSync(outFolder, { recursive: true })
    rmSync(program, { force: true }) // the original may be read-only, and so would be its copy
    copyFileSync(join(peersFolder, FILE), program)
    const command = [process.execPath, program, replay.url, url, arena.scale.season]
    const output = await runCompetitor(arena.owned, command, { postgres: postgres.pid, source: replay.pid })
    return { ...output, rows: rowsOf(output) }
  },
}
