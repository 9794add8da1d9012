import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'

const folder = fileURLToPath(new URL('../../src/cli/commands/', import.meta.url))

/** The commands of the program, as their files make them. */
export async function programCommands(): Promise<readonly Command[]> {
  const files = readdirSync(folder).map(
    (file) => import(`${folder}${file}`) as Promise<Record<string, unknown>>,
  )
  return (await Promise.all(files)).flatMap((exported) =>
    Object.entries(exported).flatMap(([name, make]) => {
      const made: unknown = name.endsWith('Command') && typeof make === 'function' ? make() : undefined
      return made instanceof Command ? [made] : []
    }),
  )
}

/** Each command with its subcommands, by the words that call it. */
export const withSubcommands = (
  commands: readonly Command[],
  before = '',
): readonly (readonly [name: string, command: Command])[] =>
  commands.flatMap((command) => {
    const name = `${before}${command.name()}`
    return [[name, command] as const, ...withSubcommands(command.commands, `${name} `)]
  })

/** The help of a command, as wide as a terminal of so many columns. */
export function helpOf(command: Command, columns: number): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => columns })
  command.outputHelp()
  return text
}
