import { expect, it } from 'vitest'
import { CommandLine } from './command-line.js'

it.concurrent.each([
  ['migrate'],
  ['worker'],
  ['sync', '2018-19'],
  ['retry', 'latest'],
  ['history'],
  ['show', 'latest'],
  ['changes', 'latest'],
  ['accepted', 'list'],
  ['status'],
  ['up'],
])('%s refuses an address with a schema before it connects', async (...args) => {
  const DATABASE_URL = 'postgresql://me:secret@127.0.0.1:1/db?schema=nba'
  expect(await new CommandLine({ DATABASE_URL }).run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'DATABASE_URL chooses a schema (schema), and the tables are always in the schema public: leave that out, or use a database of its own.\n',
  })
})
