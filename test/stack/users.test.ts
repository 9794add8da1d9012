import { chownSync, copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { acquireStack } from '../../src/stack/client.js'
import { findTemporal } from '../../src/stack/temporal/binary.js'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'
import { query, startCommand, tempStack, uidOf, pidOf } from './temp-stack.js'

const root = process.getuid?.() === 0

it.skipIf(!root)(
  'the stack runs as root, with Postgres under another user in a folder closed to that user',
  async () => {
    const { settings } = tempStack()
    const { info } = await acquireStack(settings, { need: 'all' })
    expect(uidOf(pidOf(info, 'postgres'))).not.toBe(0)
    expect(await query(info, 'select 1 as one')).toEqual([{ one: 1 }])
  },
)

it('the stack runs as an ordinary user', async ({ skip }) => {
  const { env, home, settings } = tempStack()
  const user = root ? await nobody() : undefined
  if (root && user === undefined) skip('no user to run as that can reach the package')
  const temporal = join(dirname(home), 'temporal')
  copyFileSync((await findTemporal(settings, () => undefined, AbortSignal.timeout(50_000))).path, temporal)
  mkdirSync(home)
  if (user !== undefined)
    for (const path of [dirname(home), home, temporal]) chownSync(path, user.uid, user.gid)
  const { outcome } = startCommand(
    { ...env, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), SEASON_SYNC_TEMPORAL_BINARY: temporal },
    'all',
    { ...user, cwd: home },
  )
  const { info, error } = await outcome
  expect(error).toBeUndefined()
  if (info === undefined) return
  for (const name of ['postgres', 'temporal', 'worker'])
    expect(uidOf(pidOf(info, name))).toBe(user?.uid ?? process.getuid?.())
  expect(await query(info, 'select 1 as one')).toEqual([{ one: 1 }])
})

/** The user `nobody`; undefined where it cannot run node or read the package. */
async function nobody(): Promise<{ uid: number; gid: number } | undefined> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => runProgram('id', [flag, 'nobody'])))
  const user = { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  const reads = await runProgram(
    process.execPath,
    ['-e', `process.chdir('${packageRoot}'); fs.readFileSync('dist/stack/client.js')`],
    { ...user, cwd: '/', env: {} },
  ).catch(() => undefined)
  return reads?.code === 0 ? user : undefined
}
