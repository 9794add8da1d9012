import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { writeTable } from './table.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Seed of every random choice in the fault suite. */
    faultsSeed: string
    /** Folder for results that the test files of one suite run share. */
    faultsFolder: string
  }
}

/** Provides one seed and one table for a run of the suite, whichever test files it includes. */
export default function setup(project: TestProject): () => void {
  const seed = process.env.SEASON_SYNC_FAULTS_SEED || randomBytes(4).toString('hex')
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-faults-'))
  process.stdout.write(`Fault suite: seed ${seed} (SEASON_SYNC_FAULTS_SEED=${seed} makes the same choices)\n`)
  project.provide('faultsSeed', seed)
  project.provide('faultsFolder', folder)
  return () => {
    const path = writeTable(folder, seed)
    if (path !== undefined) process.stdout.write(`Results of the fault suite: ${path}\n`)
    rmSync(folder, { recursive: true, force: true })
  }
}
