import { expect, it } from 'vitest'
import { sourceModules, importChain } from './modules.js'

/** The code of the made-up league and of the server in front of it. */
const SANDBOX = /^src\/sandbox\/(?:index\.ts|api\/|league\/)/

/** The modules with which a process starts, or which it loads on use: worker, library, command line and each command. */
const ENTRIES = [...sourceModules().keys()].filter((path) =>
  /^src\/(worker|index|cli\/main|cli\/commands\/[\w-]+)\.ts$/.test(path),
)

it('the entry modules are found', () => {
  expect(ENTRIES).toEqual(
    expect.arrayContaining(['src/worker.ts', 'src/index.ts', 'src/cli/main.ts', 'src/cli/commands/sync.ts']),
  )
})

it.each(ENTRIES)('%s loads the made-up league only when it is asked for', (entry) => {
  expect(importChain(SANDBOX, sourceModules(), entry)).toBeUndefined()
})

it('a source that loads the league at once is found, with the chain of imports to it', () => {
  const modules = new Map(sourceModules())
  const source = 'src/sources/sandbox.ts'
  modules.set(source, `import { startSandbox } from '../sandbox/index.js'\n${modules.get(source)}`)
  expect(importChain(SANDBOX, modules, 'src/worker.ts')).toEqual([
    'src/worker.ts',
    'src/sources/create.ts',
    source,
    'src/sandbox/index.ts',
  ])
})
