import { Command } from 'commander'
import { openSession } from '../../connect/session.js'
import { waitForServer } from '../../connect/wait-for-server.js'
import { QUEUES } from '../../contracts/names.js'
import { readSettings } from '../../settings.js'
import { readConfigured, workerEnvironment } from '../../stack/index.js'
import { checkSystem } from '../../system/supported.js'
import type { WorkerOptions } from '../../worker.js'
import { concurrency, queues } from '../options.js'
import { printNotice } from '../terminal.js'

/** `season-sync worker` */
export function workerCommand(): Command {
  return new Command('worker')
    .summary('run one more worker')
    .description(
      'Runs a worker for the configured database and Temporal, or one more for the embedded ones, until Ctrl-C. What is under way is finished first.',
    )
    .option('--queues <names>', `task queues to serve, out of ${QUEUES.join(', ')} (default: all)`, queues)
    .option(
      '--concurrency <n>',
      'activities at once of each task queue (default: 8 of season-sync, 200 fetches)',
      concurrency,
    )
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync worker
  $ season-sync worker --queues season-sync     no requests from this machine
  $ season-sync worker --queues season-sync-fetch-nba --concurrency 20
  $ export TEMPORAL_ADDRESS=temporal.example:7233
  $ DATABASE_URL=postgresql://me@db.example/nba season-sync worker`,
    )
    .action(async (options: WorkerOptions) => {
      const settings = readSettings()
      checkSystem()
      const session = await waitForServer(
        () => openSession(settings, { need: 'all', onProgress: printNotice }),
        printNotice,
      )
      await session.database.close() // the worker has its own connections
      try {
        useEnvironment(
          workerEnvironment(process.env, readConfigured(settings), {
            home: settings.home,
            databaseUrl: session.databaseUrl,
            temporalAddress: session.info.temporalAddress,
          }),
        )
        // In this process, so that nothing is left working if it is killed. The SDK ends the worker at Ctrl-C.
        const { runWorker } = await import('../../worker.js')
        await runWorker(options)
      } finally {
        await session.close()
      }
    })
}

/** Replaces the environment of this process, from which the worker reads its settings. */
function useEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name]
  Object.assign(process.env, env)
}
