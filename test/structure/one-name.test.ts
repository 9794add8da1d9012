import { expect, it } from 'vitest'
import { sourceModules, type Modules } from './modules.js'

/** Names that two modules export on purpose, each with the reason. */
const DELIBERATE: Readonly<Record<string, { readonly modules: readonly string[]; readonly reason: string }>> =
  {
    everyLogged: {
      modules: ['src/datasets/kit/verify.ts', 'src/store/completeness/every-logged.ts'],
      reason: 'a dataset declares the check by it, and the store interprets what it declares',
    },
  }

const DECLARED =
  /^export\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:const\s+enum|const|let|var|function\s*\*?|class|interface|type|enum|namespace)\s+([A-Za-z_$][\w$]*)/gm
const DESTRUCTURED = /^export\s+(?:const|let|var)\s+[{[]([^=]*)[}\]]\s*=/gm
/** `export { a, b as c }` of the module's own; with a `from` it passes on what another exports. */
const LISTED = /^export\s+(?:type\s+)?\{([^}]*)\}(?!\s*from\b)/gm
const IMPORTED = /^import\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?\{([^}]*)\}/gm
const WHOLE_IMPORTED = /^import\s+(?:type\s+)?(?:\*\s+as\s+)?([\w$]+)\s*(?:,|from\b)/gm

const items = (list: string): readonly string[] =>
  list.split(',').flatMap((item) => item.trim().replace(/^type\s+/, '') || [])

/** The names that a module gives to something of its own and exports. */
function exportedNames(text: string): ReadonlySet<string> {
  const imported = new Set([
    ...[...text.matchAll(IMPORTED)].flatMap(([, list = '']) =>
      items(list).map((item) => last(item, /\s+as\s+/)),
    ),
    ...[...text.matchAll(WHOLE_IMPORTED)].map(([, name = '']) => name),
  ])
  const listed = [...text.matchAll(LISTED)]
    .flatMap(([, list = '']) => items(list))
    .filter((item) => !imported.has(item.replace(/\s+as\s+.*/, '')))
    .map((item) => last(item, /\s+as\s+/))
  const destructured = [...text.matchAll(DESTRUCTURED)]
    .flatMap(([, list = '']) => items(list))
    .map((item) => last(item, /\s*:\s*/))
  const declared = [...text.matchAll(DECLARED)].map(([, name = '']) => name)
  return new Set([...declared, ...destructured, ...listed])
}

const last = (item: string, separator: RegExp): string => item.split(separator).at(-1) ?? item

/** Names that several modules export, each with these modules. */
function shared(modules: Modules): Readonly<Record<string, readonly string[]>> {
  const modulesOf = new Map<string, string[]>()
  for (const [path, text] of modules)
    for (const name of exportedNames(text)) modulesOf.set(name, [...(modulesOf.get(name) ?? []), path])
  return Object.fromEntries(
    [...modulesOf].flatMap(([name, paths]) => (paths.length > 1 ? [[name, paths.toSorted()]] : [])),
  )
}

it('no two modules export one name, but for deliberate pairs', () => {
  const deliberate = Object.entries(DELIBERATE).map(([name, { modules }]) => [name, modules])
  expect(shared(sourceModules())).toEqual(Object.fromEntries(deliberate))
})

it.each([
  ['a function', 'export async function seasonOf(): Promise<void> {}'],
  ['a value', 'export const seasonOf = 1'],
  ['a class', 'export abstract class seasonOf {}'],
  ['a type', 'export type seasonOf = 1'],
  ['one of a list', 'const seasonOf = 1\nexport { seasonOf }'],
  ['one under its later name', 'const a = 1\nexport {\n  a as seasonOf,\n}'],
  ['a part of a value', 'export const { a, b: seasonOf } = f()'],
])('%s with the name of another is found', (_, text) => {
  const { seasonOf } = shared(new Map([...sourceModules(), ['src/cli/second.ts', text]]))
  expect(seasonOf).toEqual(['src/cli/second.ts', 'src/season/season.ts'])
})

it.each([
  ['from the other module', `export { seasonOf } from '../season/season.js'`],
  ['as a type', `export type { seasonOf } from '../season/season.js'`],
  ['after an import', `import { startYear, seasonOf } from '../season/season.js'\nexport { seasonOf }`],
])('what is passed on %s is no second thing of that name', (_, text) => {
  const { seasonOf } = shared(new Map([...sourceModules(), ['src/cli/second.ts', text]]))
  expect(seasonOf).toBeUndefined()
})
