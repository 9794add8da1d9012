import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Command } from 'commander'
import { openSession } from '../../connect/session.js'
import { waitForServer } from '../../connect/wait-for-server.js'
import { readSettings } from '../../settings.js'
import { readConfigured, workerEnvironment, workerProgram } from '../../stack/index.js'
import { printNotice } from '../terminal.js'

/** `season-sync worker` */
export function workerCommand(): Command {
  return new Command('worker')
    .summary('run one more worker')
    .description(
      'Runs a worker for the configured database and Temporal, or one more for the embedded ones, until Ctrl-C. What is under way is finished first.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync worker
  $ DATABASE_URL=postgresql://me@db.example/nba TEMPORAL_ADDRESS=temporal.example:7233 season-sync worker`,
    )
    .action(async () => {
      const settings = readSettings()
      const session = await waitForServer(
        () => openSession(settings, { need: 'all', onProgress: printNotice }),
        printNotice,
      )
      await session.database.close() // the worker has its own connections
      try {
        process.exitCode = await runWorker(
          workerEnvironment(process.env, readConfigured(settings), {
            home: settings.home,
            databaseUrl: session.databaseUrl,
            temporalAddress: session.info.temporalAddress,
          }),
        )
      } finally {
        await session.close()
      }
    })
}

/** Runs the worker's own program and returns its exit code. */
async function runWorker(env: NodeJS.ProcessEnv): Promise<number> {
  // The worker has its own process group, so that it receives Ctrl-C once: from here, not from the terminal as well.
  const child = spawn(process.execPath, [workerProgram(env)], { env, stdio: 'inherit', detached: true })
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, passOn)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      )
    })
  } finally {
    for (const signal of signals) process.off(signal, passOn)
  }
}
