import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { OUTPUTS_OF } from '../../src/cli/json-outputs.js'
import { packageRoot } from '../../src/version.js'
import { KINDS, schemaProblem } from './json-schemas.js'

/** Commands whose output is another program's, a script, or a log. */
const WITHOUT = ['completion', 'demo', 'psql', 'worker']

/** The names of a command and those below it that do something and have no --json. */
function withoutJson(command: Command, path = ''): string[] {
  const name = `${path} ${command.name()}`.trim()
  // A command that only has others below it has nothing to print.
  const acts = command.commands.length === 0 || command.options.length > 0
  const has = command.options.some(({ long }) => long === '--json')
  return [...(acts && !has ? [name] : []), ...command.commands.flatMap((below) => withoutJson(below, name))]
}

/** All commands of the folder, each made as the program makes it. */
async function commands(): Promise<readonly Command[]> {
  const folder = join(packageRoot, 'src/cli/commands')
  const modules = await Promise.all(
    readdirSync(folder).map(async (file): Promise<object> => await import(join(folder, file))),
  )
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, make]): Command[] => {
      if (!name.endsWith('Command') || typeof make !== 'function') return []
      const made: unknown = make(() => Promise.resolve([]))
      return made instanceof Command ? [made] : []
    }),
  )
}

/** The names of the commands that have --json. */
const withJson = (command: Command, path = ''): string[] => {
  const name = `${path} ${command.name()}`.trim()
  const has = command.options.some(({ long }) => long === '--json')
  return [...(has ? [name] : []), ...command.commands.flatMap((below) => withJson(below, name))]
}

it('every command with --json names its kinds of output, each of which has a schema', async () => {
  const all = (await commands()).flatMap((command) => withJson(command))
  expect(all.toSorted()).toEqual(Object.keys(OUTPUTS_OF).toSorted())
  expect([...new Set(Object.values(OUTPUTS_OF).flat()), 'error'].toSorted()).toEqual(KINDS.toSorted())
})

it.each([
  { what: 'a member that it does not have', value: { url: 'http://x', more: 1 } },
  { what: 'none of its members', value: {} },
  { what: 'a member of another type', value: { url: null } },
])('an output with $what is refused', ({ value }) => {
  expect(schemaProblem(['web'], value)).toContain('web: ')
  expect(schemaProblem(['web'], { url: 'http://x' })).toBeUndefined()
})

it('every command that prints a result prints it as JSON too', async () => {
  const all = await commands()
  expect(all.length).toBeGreaterThan(25)
  expect(all.flatMap((command) => withoutJson(command)).toSorted()).toEqual([...WITHOUT])
})
