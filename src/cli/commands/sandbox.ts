import { Command, InvalidArgumentError } from 'commander'
import { calendarDate } from '../../season/calendar-date.js'
import type { SandboxCommandOptions } from '../actions/sandbox.js'

const MAX_PORT = 65_535

/** `season-sync sandbox` */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .summary('serve the made-up league')
    .description(
      'Serves a made-up league over HTTP on this machine, with the endpoints that the datasets ask for, until Ctrl-C. The same seed and date give the same bytes.',
    )
    .option('--port <number>', 'a port; 0 is any free one', port, 0)
    .option('--seed <number>', 'another number gives another league', wholeNumber)
    .option('--as-of <date>', 'later games have not been played', date)
    .option('--latency-ms <number>', 'delay of every answer', wholeNumber)
    .option('--json', 'the address as a JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync sandbox --port 8080
  $ export NBA_STATS_URL=http://127.0.0.1:8080 NBA_CDN_URL=http://127.0.0.1:8080
  $ SEASON_SYNC_HOME=/tmp/play season-sync sync 2024-25
  $ curl http://127.0.0.1:8080/games/2025-01-02`,
    )
    .action(async (options: SandboxCommandOptions) => {
      const { serveSandbox } = await import('../actions/sandbox.js')
      await serveSandbox(options)
    })
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

function port(text: string): number {
  const number = wholeNumber(text)
  if (number > MAX_PORT) throw new InvalidArgumentError(`It is a port, at most ${MAX_PORT}.`)
  return number
}

function date(text: string): string {
  if (calendarDate(text) !== text) throw new InvalidArgumentError('It is a date like 2025-01-02.')
  return text
}
