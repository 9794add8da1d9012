import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-stale-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), '')
  }
}

/** Runs the tool and returns the files that remain in dist/. */
async function remaining(): Promise<string[]> {
  const script = `
    import { removeStale } from ${JSON.stringify(join(packageRoot, 'tools', 'remove-stale.mjs'))}
    removeStale(...process.argv.slice(1))`
  const folders = [join(folder, 'src'), join(folder, 'dist')]
  const { code, stderr } = await runProgram(process.execPath, [
    '--input-type=module',
    '-e',
    script,
    '--',
    ...folders,
  ])
  expect([code, stderr]).toEqual([0, ''])
  return readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).toSorted()
}

it('a build keeps the compiled modules of its sources, and the bundle', async () => {
  write('src/store/pace.ts', 'dist/store/pace.js', 'dist/store/pace.js.map', 'dist/store/pace.d.ts')
  write('dist/workflow-bundle.cjs')
  const kept = ['store', 'store/pace.d.ts', 'store/pace.js', 'store/pace.js.map', 'workflow-bundle.cjs']
  expect(await remaining()).toEqual(kept)
})

it('a build removes the compiled files of modules that have moved, and their folders', async () => {
  write('src/store/pace/pace.ts', 'dist/store/pace/pace.js', 'dist/store/pace.js', 'dist/store/pace.d.ts')
  write('dist/old/deep/module.js', 'dist/old/deep/module.js.map')
  expect(await remaining()).toEqual(['store', 'store/pace', 'store/pace/pace.js'])
})
