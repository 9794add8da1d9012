import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { acquireStack, readStackStatus, stackDown } from '../../../src/stack/client.js'
import { prepareHome, stackPaths } from '../../../src/stack/machine/paths.js'
import { identify, isAlive, type ProcessId } from '../../../src/stack/machine/processes.js'
import { updateState } from '../../../src/stack/supervisor/state.js'
import { tempStack } from '../temp-stack.js'

const root = process.getuid?.() === 0
const NOBODY = 65_534

/** A state folder as a stopped stack leaves it, with files for what a test plants. */
function stoppedStack() {
  const stack = tempStack()
  const paths = stackPaths(stack.home)
  prepareHome(paths)
  updateState(paths.state, () => ({}))
  return { ...stack, paths }
}

const modeOf = (path: string): number => statSync(path).mode & 0o777

/** A process that is none of the stack's, as which user. */
async function stranger(uid?: number): Promise<ProcessId> {
  const child = spawn('sleep', ['600'], { uid })
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve) => child.once('spawn', resolve))
  const found = identify(child.pid ?? 0)
  if (found === undefined) throw new Error('it did not start')
  return found
}

const use = [
  ['up', (settings) => acquireStack(settings, { need: 'postgres' })],
  ['down', (settings) => stackDown(settings)],
  ['status', (settings) => readStackStatus(settings)],
] as const satisfies readonly (readonly [
  string,
  (settings: ReturnType<typeof tempStack>['settings']) => Promise<unknown>,
])[]

it.each(use)('`%s` refuses a state folder that others may write', async (_, act) => {
  const { settings, home } = stoppedStack()
  chmodSync(home, 0o777)
  await expect(act(settings)).rejects.toThrow(
    `The state folder ${home} may be written by others (mode 0777); set SEASON_SYNC_HOME to a folder that you alone may write.`,
  )
})

it.skipIf(!root).each(use)('`%s` refuses a state folder of another user', async (_, act) => {
  const { settings, home } = stoppedStack()
  chownSync(home, NOBODY, NOBODY)
  await expect(act(settings)).rejects.toThrow(`The state folder ${home} belongs to another user (uid 65534);`)
})

/** A folder above the state folder of a stopped stack, where another user could put something in its place. */
function openedAbove(open: (folder: string) => void) {
  const stack = stoppedStack()
  const folder = join(stack.home, '..')
  open(folder)
  return { ...stack, folder }
}

it.each(use)('`%s` refuses a state folder below one that others may write', async (_, act) => {
  const { settings, home, folder } = openedAbove((path) => chmodSync(path, 0o777))
  await expect(act(settings)).rejects.toThrow(
    `The state folder ${home} is below ${folder}, which may be written by others (mode 0777); set SEASON_SYNC_HOME to a folder that no other user can replace.`,
  )
})

it.skipIf(!root).each(use)('`%s` refuses a state folder below one of another user', async (_, act) => {
  const { settings, home, folder } = openedAbove((path) => chownSync(path, NOBODY, NOBODY))
  await expect(act(settings)).rejects.toThrow(
    `The state folder ${home} is below ${folder}, which belongs to another user (uid 65534);`,
  )
  chownSync(folder, 0, 0)
})

it('a state folder below one that others may write is not created', () => {
  const { home } = tempStack()
  const below = join(home, 'deep', 'state')
  mkdirSync(home)
  chmodSync(home, 0o777)
  expect(() => prepareHome(stackPaths(below))).toThrow(`is below ${home}, which may be written by others`)
  expect(existsSync(join(home, 'deep'))).toBe(false)
})

it('a link does not hide who may write above the state folder', () => {
  const { home } = tempStack()
  const [open, link] = [join(home, 'open'), join(home, 'link')]
  mkdirSync(join(open, 'state'), { recursive: true })
  symlinkSync(join(open, 'state'), link)
  chmodSync(open, 0o777)
  for (const path of [link, join(link, 'deeper')])
    expect(() => prepareHome(stackPaths(path))).toThrow(`is below ${open}, which may be written by others`)
})

it.each([
  { kind: 'with the sticky bit, as /tmp has it', mode: 0o1777 },
  { kind: 'that the group of this user alone may write', mode: 0o775 },
])('a state folder below one $kind is accepted', ({ mode }) => {
  const { paths } = openedAbove((path) => chmodSync(path, mode))
  expect(() => prepareHome(paths)).not.toThrow()
})

it.skipIf(!root)('a state folder below one that another group may write is refused', () => {
  const { paths, folder } = openedAbove((path) => {
    chownSync(path, 0, NOBODY)
    chmodSync(path, 0o775)
  })
  expect(() => prepareHome(paths)).toThrow(`is below ${folder}, which may be written by others (mode 0775)`)
})

it('a folder with files of something else keeps its mode, and is no state folder', () => {
  const { home } = tempStack()
  mkdirSync(home, { mode: 0o755 })
  writeFileSync(join(home, 'letter'), '')
  expect(() => prepareHome(stackPaths(home))).toThrow(
    `The folder ${home} holds files of something else, and others may read it, so it is not made a state folder; set SEASON_SYNC_HOME to a new folder.`,
  )
  expect(modeOf(home)).toBe(0o755)
})

it('a state folder that was opened to readers is closed again', () => {
  const { paths, home } = stoppedStack()
  chmodSync(home, 0o755)
  prepareHome(paths)
  expect(modeOf(home)).toBe(0o700)
})

it('a link in the place of the logs is refused, and what it names keeps its mode', () => {
  const { home } = tempStack()
  const [other, paths] = [join(home, '..', 'other'), stackPaths(home)]
  mkdirSync(other, { mode: 0o755 })
  mkdirSync(home, { mode: 0o700 })
  symlinkSync(other, paths.logs)
  expect(() => prepareHome(paths)).toThrow(`${paths.logs} is a symbolic link, so it is not used`)
  expect(modeOf(other)).toBe(0o755)
})

it('an empty folder of this user becomes a state folder, whatever its mode was', () => {
  const { home } = tempStack()
  mkdirSync(home)
  chmodSync(home, 0o777)
  expect(() => prepareHome(stackPaths(home))).not.toThrow()
})

it.skipIf(!root).each(use)('`%s` refuses a state file of another user', async (name, act) => {
  const { settings, paths } = stoppedStack()
  chownSync(paths.state, NOBODY, NOBODY)
  // `status` reads the state file only where a supervisor runs.
  if (name === 'status') await holdLock(paths.lock)
  await expect(act(settings)).rejects.toThrow(
    `${paths.state} belongs to another user (uid 65534), so it is not used`,
  )
})

it('a log that is a symbolic link is not followed', async () => {
  const { settings, home, paths } = stoppedStack()
  const target = join(home, '..', 'target')
  writeFileSync(target, '')
  symlinkSync(target, join(paths.logs, 'supervisor.log'))
  await expect(acquireStack(settings, { need: 'postgres' })).rejects.toThrow(
    `${paths.logs}/supervisor.log is a symbolic link, so it is not used`,
  )
  expect(readFileSync(target, 'utf8')).toBe('')
})

it('a state file that is replaced through a planted link leaves the target as it is', () => {
  const { home, paths } = stoppedStack()
  const target = join(home, '..', 'target')
  symlinkSync(target, `${paths.state}.draft`)
  expect(() => updateState(paths.state, () => ({}))).toThrow('is a symbolic link')
  expect(existsSync(target)).toBe(false)
})

it.skipIf(!root)('a password file of another user is refused', async () => {
  const { settings, paths } = stoppedStack()
  writeFileSync(paths.postgresPassword, 'theirs\n', { mode: 0o600 })
  chownSync(paths.postgresPassword, NOBODY, NOBODY)
  await expect(acquireStack(settings, { need: 'postgres' })).rejects.toThrow(
    `${paths.postgresPassword} belongs to another user (uid 65534)`,
  )
})

it.skipIf(!root)('a socket of another user is refused', async () => {
  const { settings, paths } = stoppedStack()
  const socket = join(paths.home, 'supervisor.sock')
  const server = createServer().listen(socket)
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  chownSync(socket, NOBODY, NOBODY)
  const supervisor = await holdLock(paths.lock)
  updateState(paths.state, () => ({ supervisor: { ...supervisor, socket } }))
  await expect(readStackStatus(settings)).rejects.toThrow(`${socket} belongs to another user (uid 65534)`)
})

it.skipIf(!root)('`down` ends no process that the state file of another user names', async () => {
  const { settings, home, paths } = stoppedStack()
  const victim = await stranger()
  updateState(paths.state, () => ({ processes: { worker: victim, temporal: victim } }))
  for (const path of [home, paths.state]) chownSync(path, NOBODY, NOBODY)
  await expect(stackDown(settings)).rejects.toThrow('belongs to another user')
  chownSync(home, 0, 0)
  await expect(stackDown(settings)).rejects.toThrow(`${paths.state} belongs to another user`)
  expect(isAlive(victim)).toBe(true)
})

it.skipIf(!root)('`down` ends no process that runs as another user', async () => {
  const { settings, paths } = stoppedStack()
  const victim = await stranger(NOBODY)
  updateState(paths.state, () => ({ processes: { worker: victim, temporal: victim } }))
  await stackDown(settings)
  expect(isAlive(victim)).toBe(true)
})

/** Makes a new process the holder of the supervisor's lock. */
async function holdLock(path: string): Promise<ProcessId> {
  const holder = await stranger()
  writeFileSync(`${path}.1`, JSON.stringify(holder), { mode: 0o600 })
  return holder
}
