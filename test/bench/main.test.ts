import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { stackPaths } from '../../src/stack/machine/paths.js'
import { isAlive, type ProcessId } from '../../src/stack/machine/processes.js'
import { readState } from '../../src/stack/supervisor/state.js'
import { poll } from '../../src/system/poll.js'
import { runProgram } from '../../src/system/program.js'
import { packageRoot } from '../../src/version.js'

const PROGRAM = join(packageRoot, 'bench/run.mjs')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-bench-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('refuses a scenario that it does not have', async () => {
  const { code, stderr } = await runProgram(process.execPath, [PROGRAM, 'nonsense'])
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'There is no scenario nonsense; there are season, loop, repeat, dry-run, help, paced, temporal, growth, and the option --smoke.\n',
  })
})

it('ends its stack and removes its folders when it is interrupted', async () => {
  const bench = spawn(process.execPath, [PROGRAM, '--smoke', 'temporal'], {
    env: { ...process.env, TMPDIR: folder },
    stdio: 'ignore',
  })
  const ended = once(bench, 'exit')
  const processes = await poll(() => startedStack(), { everyMs: 50, timeoutMs: 120_000 })
  bench.kill('SIGINT')
  const [code]: unknown[] = await ended
  expect(processes).toBeDefined()
  expect({ code, left: ours(), alive: (processes ?? []).filter(isAlive) }).toEqual({
    code: 130,
    left: [],
    alive: [],
  })
})

/** Temporary folders of the bench; Prisma keeps a cache there too. */
const ours = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('season-sync'))

/** The processes of a stack of the bench that has a worker. */
function startedStack(): readonly ProcessId[] | undefined {
  for (const name of ours()) {
    const { processes, supervisor } = readState(stackPaths(join(folder, name)).state)
    if (processes.worker !== undefined && supervisor !== undefined)
      return [...Object.values(processes), supervisor]
  }
  return undefined
}
