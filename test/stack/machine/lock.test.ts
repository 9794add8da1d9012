import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { lockHolder, tryLock } from '../../../src/stack/machine/lock.js'
import { identify } from '../../../src/stack/machine/processes.js'
import { packageRoot } from '../../../src/version.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-test-'))
const lockPath = join(folder, 'supervisor.lock')

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
})

it('a lock is held once at a time, and again after its release', () => {
  const first = tryLock(lockPath)
  expect(first.lock).toBeDefined()
  expect(tryLock(lockPath).holder?.pid).toBe(process.pid)
  first.lock?.release()
  expect(lockHolder(lockPath)).toBeUndefined()
  expect(tryLock(lockPath).lock).toBeDefined()
})

it('a process that only has the pid of the holder does not hold the lock', () => {
  const me = identify(process.pid)
  writeFileSync(`${lockPath}.7`, JSON.stringify({ pid: process.pid, started: 'at another time' }))
  expect(lockHolder(lockPath)).toBeUndefined()
  expect(tryLock(lockPath).lock).toBeDefined()
  expect(lockHolder(lockPath)).toEqual(me)
  expect(readdirSync(folder)).toEqual(['supervisor.lock.8'])
})

it('only one of many processes that find a lock stale at once takes it', async () => {
  const program = `
    import { tryLock } from '${join(packageRoot, 'dist/stack/machine/lock.js')}'
    process.stdin.once('data', () => {
      console.log(tryLock('${lockPath}').lock === undefined ? 'taken' : 'mine')
      process.stdin.once('data', () => process.exit())
    })
    console.log('here')`
  const contenders = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  const word = (child: (typeof contenders)[number]) =>
    new Promise<string>((resolve) =>
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
    )
  try {
    await Promise.all(contenders.map(word))
    writeFileSync(`${lockPath}.1`, JSON.stringify({ pid: 1, started: 'stale' }))
    const answers = contenders.map(word)
    for (const child of contenders) child.stdin.write('go')
    const others = contenders.slice(1).map(() => 'taken')
    expect((await Promise.all(answers)).toSorted()).toEqual(['mine', ...others])
  } finally {
    for (const child of contenders) child.kill('SIGKILL')
  }
})

it('a lock whose folder cannot be read is not taken for free', () => {
  const file = join(folder, 'no-folder')
  writeFileSync(file, '')
  expect(() => lockHolder(join(file, 'supervisor.lock'))).toThrow('ENOTDIR')
  expect(lockHolder(join(folder, 'none', 'supervisor.lock'))).toBeUndefined()
})

it.each(['', '{"pid":', '{"pid":"1"}'])('a lock file that a full disk cut to %j has no holder', (text) => {
  writeFileSync(`${lockPath}.3`, text)
  expect(tryLock(lockPath).lock).toBeDefined()
})
