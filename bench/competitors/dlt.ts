import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../src/system/program.js'
import type { Competitor } from './competitor.js'
import { missingPeer, peersFolder } from './peers.js'
import { rowsOf, runCompetitor } from './program.js'

const FILE = 'dlt_season.py'

/** A Python with the packages dlt[postgres] and requests. */
const python = process.env.BENCH_PYTHON ?? 'python3'

export const dlt: Competitor = {
  name: 'dlt',
  what: 'dlt, merge by key, eight requests at a time: what a data engineer would write',
  unavailable: async () => missingPeer(FILE) ?? (await missingPackages()),
  measure: async (arena, replay) => {
    const postgres = await arena.postgres()
    const url = await postgres.emptyDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'season-sync-bench-dlt-'))
    const removed = await arena.owned.add(async () => rmSync(folder, { recursive: true, force: true }))
    const command = [python, join(peersFolder, FILE), replay.url, url, arena.scale.season]
    const output = await runCompetitor(
      arena.owned,
      command,
      { postgres: postgres.pid, source: replay.pid },
      // Its state of an earlier run would not fit the empty database.
      { DLT_DATA_DIR: folder, RUNTIME__DLTHUB_TELEMETRY: 'false' },
    )
    await removed()
    return { ...output, rows: rowsOf(output) }
  },
}

/** Version of dlt, or undefined without it. */
export async function dltVersion(): Promise<string | undefined> {
  const program = 'import dlt, requests, psycopg2; print(dlt.__version__)'
  const { code, stdout } = await runProgram(python, ['-c', program]).catch(() => ({ code: 1, stdout: '' }))
  return code === 0 ? stdout.trim() : undefined
}

async function missingPackages(): Promise<string | undefined> {
  if ((await dltVersion()) !== undefined) return undefined
  return `${python} has no dlt; set BENCH_PYTHON to a Python with the packages dlt[postgres] and requests`
}
