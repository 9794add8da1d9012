import { Command, type Option } from 'commander'
import { addLogOptions } from '../log-options.js'

/** A word that a shell may complete, with what it means. */
export interface Word {
  readonly word: string
  readonly means: string
}

/** An option of a command. */
export interface OptionWord extends Word {
  /** Its one letter, like `h`. */
  readonly letter: string | undefined
  /** Undefined: it takes no value; empty: it takes one that a shell does not know. */
  readonly values: readonly string[] | undefined
}

/** What may follow a command: `path` is '' for the program itself, 'schedule create' for a command below another. */
export interface Completions {
  readonly path: string
  readonly commands: readonly Word[]
  readonly values: readonly string[]
  readonly options: readonly OptionWord[]
}

/** The words of the program and of each of its commands, from their declarations. */
export function wordsOf(commands: readonly Command[]): readonly Completions[] {
  const program = new Command('season-sync').enablePositionalOptions().version('')
  for (const command of commands) program.addCommand(command)
  return completions(program, '')
}

function completions(command: Command, path: string): Completions[] {
  addLogOptions(command)
  const help = command.createHelp()
  const below = help.visibleCommands(command).filter((each) => each.name() !== 'help')
  return [
    {
      path,
      commands: below.map((each) => ({ word: each.name(), means: each.summary() || each.description() })),
      values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      options: help.visibleOptions(command).map(optionWord),
    },
    ...below.flatMap((each) => completions(each, `${path} ${each.name()}`.trim())),
  ]
}

const optionWord = ({ long, short, required, optional, argChoices, description }: Option): OptionWord => ({
  word: long ?? '',
  letter: short?.slice(1),
  means: description,
  values: required || optional ? (argChoices ?? []) : undefined,
})
