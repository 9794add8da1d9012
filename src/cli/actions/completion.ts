import type { Command } from 'commander'
import { SCRIPTS } from '../completion/scripts.js'
import type { Shell } from '../completion/shells.js'
import { wordsOf } from '../completion/words.js'
import { print } from '../terminal.js'

/** Prints the completion of all commands for a shell. */
export function printCompletion(shell: Shell, commands: readonly Command[]): void {
  print(SCRIPTS[shell](wordsOf(commands)))
}
