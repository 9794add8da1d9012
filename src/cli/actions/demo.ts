import { once } from 'node:events'
import { COMMAND } from '../../contracts/next-step.js'
import { readSettings } from '../../settings.js'
import { readStackStatus, stackDown } from '../../stack/index.js'
import { SHOWN_LINES } from '../shown-lines.js'
import { printNotice } from '../terminal.js'

const SOURCE = 'sandbox'

/** A season of the made-up league that has ended, whatever today's date is. */
const SEASON = '2024-25'

/** Syncs a season of the sandbox, shows it, and stops what was started. Returns the exit code of the sync. */
export async function runDemo(): Promise<number> {
  const settings = readSettings()
  const before = await readStackStatus(settings)
  const again = COMMAND.sync({ season: SEASON, source: SOURCE })
  try {
    const { runSync } = await import('./sync.js')
    printNotice(`$ ${again}`)
    const exitCode = await runSync(SEASON, { source: SOURCE, ifRunning: 'refuse' })
    printNotice(`\n$ ${COMMAND.history(SOURCE)}`)
    const { listHistory } = await import('./history.js')
    await listHistory({ source: SOURCE, limit: SHOWN_LINES })
    const { webUiUrl } = (await readStackStatus(settings)) ?? {}
    printNotice(`
The rows are in Postgres, every answer that brought them is archived, and the run is in Temporal's Web UI:
  ${webUiUrl ?? settings.webUiUrl ?? ''}

Try next:
  npx ${COMMAND.upInForeground}                               keep everything running, to look at the Web UI
  npx ${COMMAND.show({ runId: 'latest', source: SOURCE })}     everything known about this sync
  npx ${again}    again: nothing has changed, no row is written
  npx ${COMMAND.sync({ season: SEASON })}                     the NBA's real season (about 10 requests, 1 per second)`)
    if (process.stdin.isTTY) {
      printNotice('\nEnter stops what was started.')
      await once(process.stdin, 'data')
      process.stdin.pause()
    }
    return exitCode
  } finally {
    if (before === undefined) await stackDown(settings, printNotice)
  }
}
