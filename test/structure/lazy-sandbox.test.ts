import { expect, it } from 'vitest'
import { modulesOfSource, wayTo } from './modules.js'

/** The code of the made-up league, and of what serves it. */
const SANDBOX = /^src\/sandbox\/(?:index\.ts|api\/|league\/)/

/** What starts a process, or is loaded by one when it is used: the worker, the library, the command line and each command. */
const ENTRIES = [...modulesOfSource().keys()].filter((path) =>
  /^src\/(worker|index|cli\/main|cli\/commands\/[\w-]+)\.ts$/.test(path),
)

it('entries are found', () => {
  expect(ENTRIES).toEqual(
    expect.arrayContaining(['src/worker.ts', 'src/index.ts', 'src/cli/main.ts', 'src/cli/commands/sync.ts']),
  )
})

it.each(ENTRIES)('%s loads the made-up league only when it is asked for', (entry) => {
  expect(wayTo(SANDBOX, modulesOfSource(), entry)).toBeUndefined()
})

it('a source that loads the league at once is found, with the way to it', () => {
  const modules = new Map(modulesOfSource())
  const source = 'src/sources/sandbox.ts'
  modules.set(source, `import { startSandbox } from '../sandbox/index.js'\n${modules.get(source)}`)
  expect(wayTo(SANDBOX, modules, 'src/worker.ts')).toEqual([
    'src/worker.ts',
    'src/sources/create.ts',
    source,
    'src/sandbox/index.ts',
  ])
})
