import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readSettings } from '../../../src/settings.js'
import { findTemporal, temporalCachePath } from '../../../src/stack/temporal/binary.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-test-'))
const cache = join(folder, 'cache')
const noPrograms = join(folder, 'bin')
const variables = { ...process.env }

afterEach(() => {
  process.env = { ...variables }
  rmSync(folder, { recursive: true, force: true })
})

/** A machine without a network, as far as a downloader that honours proxies can tell. */
function closedNetwork(path: string): void {
  mkdirSync(noPrograms, { recursive: true })
  const nowhere = 'http://127.0.0.1:1'
  Object.assign(process.env, { PATH: path, HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere, https_proxy: nowhere })
}

function program(path: string, answer: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\necho "${answer}"\n`)
  chmodSync(path, 0o755)
}

const find = (more: NodeJS.ProcessEnv = {}) =>
  findTemporal(readSettings({ XDG_CACHE_HOME: cache, ...more }), () => undefined, AbortSignal.timeout(50_000))

it('the error says what was tried and what to do, without a network and without Go', async () => {
  closedNetwork(noPrograms)
  const refusal = find()
  await expect(refusal).rejects.toMatchObject({ name: 'UserError', exitCode: 1 })
  await expect(refusal).rejects.toThrow(/^No Temporal server was found \(.*\)\. Install Temporal's CLI/)
  await expect(refusal).rejects.toThrow('SEASON_SYNC_TEMPORAL_BINARY: not set')
  await expect(refusal).rejects.toThrow('temporal on PATH: none')
  await expect(refusal).rejects.toThrow(/download: \S+/)
  await expect(refusal).rejects.toThrow('build from source: Go is not installed')
})

it('the error says what Go answered when it cannot build', async () => {
  closedNetwork(noPrograms)
  const go = join(noPrograms, 'go')
  writeFileSync(go, '#!/bin/sh\n[ "$1" = version ] || { echo "dial tcp: no such host" >&2; exit 1; }\n')
  chmodSync(go, 0o755)
  await expect(find()).rejects.toThrow('build from source: go build failed: dial tcp: no such host')
})

it('the configured program is taken first, then the one on PATH, then the one in the cache', async () => {
  closedNetwork(noPrograms)
  const settings = readSettings({ XDG_CACHE_HOME: cache })
  program(temporalCachePath(settings), 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')
  expect(await find()).toEqual({ path: temporalCachePath(settings), serverVersion: '1.29.1' })
  program(join(noPrograms, 'temporal'), 'temporal version 1.6.0 (Server 1.30.0, UI 2.43.0)')
  expect(await find()).toEqual({ path: join(noPrograms, 'temporal'), serverVersion: '1.30.0' })
  const own = join(folder, 'own')
  program(own, 'temporal version 1.4.0 (Server 1.28.0, UI 2.40.0)')
  expect(await find({ SEASON_SYNC_TEMPORAL_BINARY: own })).toEqual({ path: own, serverVersion: '1.28.0' })
})

it.skipIf(process.getuid?.() !== 0)('a kept program of another user is refused, and not run', async () => {
  closedNetwork(noPrograms)
  const path = temporalCachePath(readSettings({ XDG_CACHE_HOME: cache }))
  program(path, 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)')
  chownSync(path, 65_534, 65_534)
  await expect(find()).rejects.toThrow(
    `${path} belongs to another user (uid 65534), so no program is run from there; remove it.`,
  )
  rmSync(cache, { recursive: true })
  mkdirSync(dirname(path), { recursive: true })
  chownSync(dirname(path), 65_534, 65_534)
  await expect(find()).rejects.toThrow(`${dirname(path)} belongs to another user (uid 65534)`)
})

it('a configured program that does not exist is refused, and no other one is taken', async () => {
  const wrong = join(folder, 'none')
  await expect(find({ SEASON_SYNC_TEMPORAL_BINARY: wrong })).rejects.toThrow(
    `SEASON_SYNC_TEMPORAL_BINARY is set to ${wrong}, which is no temporal program that runs`,
  )
})
