import { expect, it } from 'vitest'
import { importChain, sourceModules } from './modules.js'

/** Packages that a help may load; all others, and the settings, which need them, take longer than the help itself. */
const HEAVY = /^(?!src\/|node:|commander$|picocolors$)|^src\/settings\.ts$/

/** The modules that a help loads: the command line, and the declaration of each command. */
const DECLARATIONS = [...sourceModules().keys()].filter((path) =>
  /^src\/cli\/(main|commands\/[\w-]+)\.ts$/.test(path),
)

it('the commands are found', () => {
  expect(DECLARATIONS).toEqual(
    expect.arrayContaining(['src/cli/main.ts', 'src/cli/commands/show.ts', 'src/cli/commands/schedule.ts']),
  )
})

it.each(DECLARATIONS)('%s loads no library and no settings before it runs', (path) => {
  expect(importChain(HEAVY, sourceModules(), path)).toBeUndefined()
})

it.each([
  ['a library', `import pg from 'pg'`, ['pg']],
  [
    'what the command does',
    `import { showRun } from '../actions/show.js'`,
    ['src/cli/actions/show.ts', 'src/settings.ts'],
  ],
])('a command that loads %s at once is found, with the chain of imports to it', (_, line, chain) => {
  const modules = new Map(sourceModules())
  const command = 'src/cli/commands/show.ts'
  modules.set(command, `${line}\n${modules.get(command)}`)
  expect(importChain(HEAVY, modules, command)).toEqual([command, ...chain])
})
