import { once } from 'node:events'
import { Command } from 'commander'
import { COMMAND } from '../../contracts/next-step.js'
import { readSettings } from '../../settings.js'
import { readStackStatus, stackDown } from '../../stack/index.js'
import { tell } from '../terminal.js'

const SOURCE = 'sandbox'

/** A season of the made-up league that is over whatever the day. */
const SEASON = '2024-25'

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
      const settings = readSettings()
      const before = await readStackStatus(settings)
      const again = COMMAND.sync({ season: SEASON, source: SOURCE })
      try {
        const { runSync } = await import('./sync-run.js')
        tell(`$ ${again}`)
        process.exitCode = await runSync(SEASON, { source: SOURCE, ifRunning: 'refuse' })
        tell(`\n$ ${COMMAND.history(SOURCE)}`)
        const { historyCommand } = await import('./history.js')
        await historyCommand().parseAsync(['--source', SOURCE], { from: 'user' })
        const { webUiUrl } = (await readStackStatus(settings)) ?? {}
        tell(`
The rows are in Postgres, every answer that brought them is archived, and the run is in Temporal's Web UI:
  ${webUiUrl ?? settings.webUiUrl ?? ''}

Try next:
  npx season-sync up                               keep everything running, to look at the Web UI
  npx ${COMMAND.show({ runId: 'latest', source: SOURCE })}     all that is known of this sync
  npx ${again}    again: nothing has changed, no row is written
  npx ${COMMAND.sync({ season: SEASON })}                     the NBA's real season (about 10 requests, 1 per second)`)
        if (process.stdin.isTTY) {
          tell('\nEnter stops what was started.')
          await once(process.stdin, 'data')
          process.stdin.pause()
        }
      } finally {
        if (before === undefined) await stackDown(settings, tell)
      }
    })
}
