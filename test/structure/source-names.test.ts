import { expect, it } from 'vitest'
import { bySource, SOURCE_NAMES } from '../../src/contracts/source-names.js'
import { modulesOfSource, type Modules } from './modules.js'

const HOME = 'src/contracts/source-names.ts'

/** Two of the names side by side, as in a list or in a type of their own. A record of all is the compiler's matter. */
const NAME = `['"](?:${SOURCE_NAMES.join('|')})['"]`
const LIST = new RegExp(`${NAME}\\s*[,|]\\s*${NAME}`)

const listing = (modules: Modules): string[] =>
  [...modules].flatMap(([path, text]) => (LIST.test(text) ? [path] : []))

it('the sources are listed in one module', () => {
  expect(listing(modulesOfSource())).toEqual([HOME])
})

it.each(["const all = ['nba', 'rest']", "type Embedded = 'sandbox' | 'nba'"])(
  'a second list is found: %s',
  (text) => {
    const planted = new Map([...modulesOfSource(), ['src/cli/second.ts', text]])
    expect(listing(planted)).toEqual([HOME, 'src/cli/second.ts'])
  },
)

it('a record by source has each of them', () => {
  expect(Object.keys(bySource((name) => name))).toEqual([...SOURCE_NAMES])
})
