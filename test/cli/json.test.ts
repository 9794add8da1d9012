import { expect, it } from 'vitest'
import { OUTPUTS_OF } from '../../src/cli/json-outputs.js'
import { programCommands, withSubcommands } from './commands.js'
import { KINDS, schemaProblem } from './json-schemas.js'

/** Commands whose output is another program's, a script, or a log. */
const WITHOUT = ['completion', 'demo', 'psql', 'worker']

/** All commands by name, with whether each has --json; one that only has others below it has nothing to print. */
const all = withSubcommands(await programCommands())
  .filter(([, command]) => command.commands.length === 0 || command.options.length > 0)
  .map(([name, { options }]) => ({ name, json: options.some(({ long }) => long === '--json') }))
const namesOf = (json: boolean): readonly string[] =>
  all.filter((each) => each.json === json).map(({ name }) => name)

it('every command with --json names its kinds of output, each of which has a schema', () => {
  expect(namesOf(true).toSorted()).toEqual(Object.keys(OUTPUTS_OF).toSorted())
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

it('every command that prints a result prints it as JSON too', () => {
  expect(all.length).toBeGreaterThan(25)
  expect(namesOf(false).toSorted()).toEqual([...WITHOUT])
})
