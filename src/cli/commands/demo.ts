import { Command } from 'commander'

/** `season-sync demo` */
export function demoCommand(): Command {
  return new Command('demo')
    .summary('sync a season of a made-up league, to see how it works')
    .description(
      'Starts a Postgres and a Temporal, syncs a season of the sandbox (a made-up league), shows the summary and the history, and stops what it started.',
    )
    .addHelpText(
      'after',
      `
Example:
  $ season-sync demo`,
    )
    .action(async () => {
      const { runDemo } = await import('../actions/demo.js')
      process.exitCode = await runDemo()
    })
}
