import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { acquireStack, databaseUrlOf, EMBEDDED_DATABASES } from '../../stack/index.js'
import { psqlEnvironment } from '../../store/database/psql-environment.js'
import { sourceOption } from '../options.js'
import { printNotice } from '../terminal.js'

/** `season-sync psql` */
export function psqlCommand(): Command {
  return new Command('psql')
    .summary('open the database with psql')
    .description(
      "Opens the database with psql, which gets the password without showing it to other users of this machine. The arguments are psql's own; of the embedded stack Postgres alone is started.",
    )
    .addOption(sourceOption())
    .argument('[arguments...]', 'arguments of psql')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync psql
  $ season-sync psql -c 'select count(*) from games'
  $ season-sync psql --source sandbox -f report.sql`,
    )
    .action(async (args: readonly string[], { source = 'nba' }: { readonly source?: SourceName }) => {
      const database = EMBEDDED_DATABASES[source]
      const lease = await acquireStack(readSettings(), {
        need: 'postgres',
        databases: [database],
        onProgress: printNotice,
      })
      try {
        process.exitCode = await psql(args, psqlEnvironment(databaseUrlOf(lease.info, database), process.env))
      } finally {
        lease.release()
      }
    })
}

/** Runs psql at this terminal and returns its exit code. Ctrl-C is psql's: there it ends a statement. */
function psql(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  process.on('SIGINT', () => undefined)
  const child = spawn('psql', args, { env, stdio: 'inherit' })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new UserError(
              `psql is not installed (it is a client program of Postgres); for another program \`${COMMAND.status} --database-url --show-secrets\` prints the address.`,
            )
          : error,
      ),
    )
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}
