import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { SourceName } from '../../contracts/source-names.js'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { acquireStack, databaseUrlOf, EMBEDDED_DATABASES } from '../../stack/index.js'
import { psqlEnvironment } from '../../store/database/psql-environment.js'
import { printNotice } from '../terminal.js'

export interface PsqlOptions {
  readonly source?: SourceName
}

/** Runs psql on the database of a source. Returns its exit code. */
export async function openPsql(args: readonly string[], { source = 'nba' }: PsqlOptions): Promise<number> {
  const database = EMBEDDED_DATABASES[source]
  const lease = await acquireStack(readSettings(), {
    need: 'postgres',
    databases: [database],
    onProgress: printNotice,
  })
  try {
    return await psql(args, psqlEnvironment(databaseUrlOf(lease.info, database), process.env))
  } finally {
    lease.release()
  }
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
