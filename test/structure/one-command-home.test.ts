import { expect, it } from 'vitest'
import { sourceModules, type Modules } from './modules.js'

/** The one home of the commands that a person is told to run next. */
const HOME = 'src/contracts/next-step.ts'

/** The text of `--help`, whose examples are not the next step of anything. */
const HELP = /^src\/cli\/(?:commands\/|main\.ts$)/

/** What looks like a command and is told to nobody as the next step. */
const OTHER_TEXTS: Readonly<Record<string, string>> = {
  'src/archive/format.ts': 'the name of the format of an archive',
  'src/datasets/datasets-table.ts': 'a page of docs/, which has the form of a command',
  'src/store/database/migration-lock.ts': "the name of a migration's connection in pg_stat_activity",
}

const commands = (modules: Modules): string =>
  [...modules.keys()].flatMap((path) => /^src\/cli\/commands\/([a-z-]+)\.ts$/.exec(path)?.[1] ?? []).join('|')

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm

/** Modules with a text that names a command of the program. */
function namingCommands(modules: Modules): string[] {
  const command = new RegExp(`\\bseason-sync (?:${commands(modules)})\\b`)
  return [...modules].flatMap(([path, text]) =>
    !HELP.test(path) && command.test(text.replaceAll(COMMENTS, '')) ? [path] : [],
  )
}

it('the commands that a person is told to run next are written in one module', () => {
  expect(namingCommands(sourceModules()).toSorted()).toEqual([HOME, ...Object.keys(OTHER_TEXTS)].toSorted())
})

it.each([
  ['a string', `throw new UserError('Nothing runs; start it with: season-sync up --detach')`],
  ['a template', 'say(`run: season-sync retry ${runId}`)'],
  ['code signs', 'say("the embedded stack is ended by `season-sync down`")'],
])('a further one in %s is found', (_, text) => {
  const planted = new Map([...sourceModules(), ['src/runs/further.ts', text]])
  expect(namingCommands(planted)).toContain('src/runs/further.ts')
})

it('a command in a comment is none', () => {
  const text = '/** As `season-sync status` has it. */\nconst a = 1 // season-sync down stops it'
  const planted = new Map([...sourceModules(), ['src/runs/further.ts', text]])
  expect(namingCommands(planted)).not.toContain('src/runs/further.ts')
})
