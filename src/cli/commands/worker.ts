import { Command } from 'commander'
import { QUEUES } from '../../contracts/names.js'
import type { WorkerOptions } from '../../worker.js'
import { concurrency, queues } from '../options.js'

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
      const { runOneWorker } = await import('../actions/worker.js')
      await runOneWorker(options)
    })
}
