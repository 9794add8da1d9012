import { expect, it } from 'vitest'
import { bySource, SOURCE_NAMES } from '../../src/contracts/source-names.js'
import { sourceModules, type Modules } from './modules.js'

const HOME = 'src/contracts/source-names.ts'

/** Two of the names side by side, as in a list or a union type. Records by source are checked by the compiler. */
const NAME = `['"](?:${SOURCE_NAMES.join('|')})['"]`
const LIST = new RegExp(`${NAME}\\s*[,|]\\s*${NAME}`)

const listing = (modules: Modules): string[] =>
  [...modules].flatMap(([path, text]) => (LIST.test(text) ? [path] : []))

it('the sources are listed in one module', () => {
  expect(listing(sourceModules())).toEqual([HOME])
})

it.each(["const all = ['nba', 'rest']", "type Embedded = 'sandbox' | 'nba'"])(
  'a second list is found: %s',
  (text) => {
    const planted = new Map([...sourceModules(), ['src/cli/second.ts', text]])
    expect(listing(planted)).toEqual([HOME, 'src/cli/second.ts'])
  },
)

it('a record made by bySource has each source', () => {
  expect(Object.keys(bySource((name) => name))).toEqual([...SOURCE_NAMES])
})
