import { Argument, Command } from 'commander'
import { SHELLS, type Shell } from '../completion/shells.js'

/** `season-sync completion <shell>`; `load` gives all commands, whose names and options it prints. */
export function completionCommand(load: () => Promise<readonly Command[]>): Command {
  return new Command('completion')
    .summary('print the completion of commands and options for a shell')
    .description('Prints a script that completes commands, options and their values in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(season-sync completion bash)     in ~/.bashrc
  $ season-sync completion zsh > "\${fpath[1]}/_season-sync"
  $ season-sync completion fish > ~/.config/fish/completions/season-sync.fish`,
    )
    .action(async (shell: Shell) => {
      const { printCompletion } = await import('../actions/completion.js')
      printCompletion(shell, await load())
    })
}
