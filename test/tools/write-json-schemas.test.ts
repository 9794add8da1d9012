import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../../src/version.js'

it('docs/ has the schemas of what the commands print now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-schemas-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const tool = join(packageRoot, 'tools/write-json-schemas.mjs')
  expect(spawnSync(process.execPath, [tool, folder], { stdio: 'ignore' }).status).toBe(0)
  for (const file of ['json-output.schema.json', 'json-output.md'])
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      readFileSync(join(packageRoot, 'docs', file), 'utf8'),
    )
})
