import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { expect, it } from 'vitest'
import { helpOf, programCommands, withSubcommands } from './commands.js'

const project = fileURLToPath(new URL('../../', import.meta.url))
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...readdirSync(`${project}docs`).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
]

/** Words of a shell's line, of which quotes are taken away. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  )

/** The arguments of each call of season-sync in a text: in its code, up to a comment, a pipe or the next command. */
function calls(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash)\n(.*?)^```$/gms)].map(([, block = '']) => block)
  const inline = [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code,
  )
  return [...blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n')), ...inline].flatMap(
    (line) =>
      line.split(' && ').flatMap((part) => {
        const [, args] =
          /^(?:[A-Z_]+=\S+ )*(?:npx |node dist\/cli\/main\.js )?season-sync (.+)$/.exec(part.trim()) ?? []
        return args === undefined || args.includes('…')
          ? []
          : [args.replace(/\s{2,}#.*$|\s+(?:\|\||[|<>]) .*$/, '').trim()]
      }),
  )
}

/** The calls in the examples of a help, without the words behind them. */
const examples = (help: string): readonly string[] =>
  [...help.replaceAll('\\\n', ' ').matchAll(/^ {2}\$ (.+)$/gm)].flatMap(([, line = '']) => {
    const [, args] =
      /^(?:[A-Z_]+=\S+ )*season-sync (.+)$/.exec(
        line.replace(/\s{3,}.*$/, (rest) => (/^\s+--/.test(rest) ? rest : '')),
      ) ?? []
    return args === undefined ? [] : [args.replace(/\s+(?:\|\||[|<>]) .*$/, '').trim()]
  })

/** A help was asked for, or prose names a command without its arguments. */
const PASSED: ReadonlySet<string> = new Set([
  'commander.help',
  'commander.helpDisplayed',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
])

/** What is wrong with a call; undefined for one that the program takes. Nothing is run. */
async function fault(args: string): Promise<string | undefined> {
  const program = new Command('season-sync').enablePositionalOptions().exitOverride()
  for (const command of await programCommands()) program.addCommand(command)
  for (const [, command] of withSubcommands(program.commands))
    command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  for (const [, command] of withSubcommands(program.commands))
    if (command.commands.length === 0 || command.name() === 'datasets') command.action(() => undefined)
  program.configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  try {
    await program.parseAsync(wordsOf(args), { from: 'user' })
    return undefined
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return PASSED.has(error.code) ? undefined : `season-sync ${args}: ${error.message}`
  }
}

it.each(DOCUMENTS)('every command that %s names exists, with its options', async (document) => {
  const written = calls(readFileSync(`${project}${document}`, 'utf8'))
  const faults = await Promise.all([...new Set(written)].map(fault))
  expect(faults.filter((each) => each !== undefined)).toEqual([])
})

it('every example of a help is a command with its options', async () => {
  const helps = withSubcommands(await programCommands()).map(([, command]) => helpOf(command, 80))
  const written = [...new Set(helps.flatMap(examples))]
  expect(written.length).toBeGreaterThan(50)
  const faults = await Promise.all(written.map(fault))
  expect(faults.filter((each) => each !== undefined)).toEqual([])
})
