import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { archiveForThisMachine } from '../../../src/stack/temporal/archives.js'
import { TEMPORAL_CLI_VERSION } from '../../../src/stack/temporal/build.js'
import { downloadTemporal } from '../../../src/stack/temporal/download.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-test-'))
const target = join(folder, 'cache', 'temporal')
let archive: Buffer
let url: string
const server = createServer((_, answer) => answer.end(archive))

beforeAll(async () => {
  writeFileSync(join(folder, 'temporal'), '#!/bin/sh\necho temporal\n')
  execFileSync('tar', ['-czf', 'archive.tar.gz', 'temporal'], { cwd: folder })
  archive = readFileSync(join(folder, 'archive.tar.gz'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/temporal.tar.gz`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const download = (sha256: string): Promise<string> =>
  downloadTemporal(target, () => undefined, AbortSignal.timeout(50_000), { url, sha256 })

it('an archive with another hash than the pinned one is neither kept nor unpacked', async () => {
  const found = createHash('sha256').update(archive).digest('hex')
  const pinned = '0'.repeat(64)
  await expect(download(pinned)).rejects.toThrow(
    `${url} has the hash ${found} instead of ${pinned}, so it is not used`,
  )
  expect(readdirSync(join(folder, 'cache'))).toEqual([])
})

it('an archive with the pinned hash leaves its program', async () => {
  expect(await download(createHash('sha256').update(archive).digest('hex'))).toBe(target)
  expect(execFileSync(target).toString()).toBe('temporal\n')
  expect(existsSync(join(folder, 'cache', 'archive.tar.gz'))).toBe(false)
})

it.runIf(['linux', 'darwin'].includes(process.platform))('the archive of this machine is pinned', () => {
  expect(archiveForThisMachine().url).toContain(`/v${TEMPORAL_CLI_VERSION}/`)
  expect(archiveForThisMachine().sha256).toMatch(/^[0-9a-f]{64}$/)
})
