import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Command } from 'commander'
import { openSession, type Session } from '../../connect/session.js'
import { waitForServer } from '../../connect/wait-for-server.js'
import { readSettings, type Settings } from '../../settings.js'
import { readConfigured, embeddedDatabaseUrls } from '../../stack/index.js'
import { built } from '../../version.js'
import { tell } from '../terminal.js'

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
        () => openSession(settings, { need: 'all', onProgress: tell }),
        tell,
      )
      await session.database.close() // the worker has connections of its own
      try {
        process.exitCode = await runWorker(environment(settings, session))
      } finally {
        await session.close()
      }
    })
}

/** The environment of this command, with the addresses of what is embedded. */
function environment(settings: Settings, { info, databaseUrl }: Session): NodeJS.ProcessEnv {
  const own = {
    DATABASE_URL: databaseUrl,
    ...(settings.databaseUrl === undefined && {
      SEASON_SYNC_DATABASES: JSON.stringify(embeddedDatabaseUrls(databaseUrl)),
    }),
  }
  if (readConfigured(settings).temporal !== undefined) return { ...process.env, ...own }
  // A profile without an address may be in force for other things, such as TLS.
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_'))
  return {
    ...Object.fromEntries(others),
    ...own,
    TEMPORAL_ADDRESS: info.temporalAddress,
    TEMPORAL_NAMESPACE: info.namespace,
  }
}

/** Runs the worker's own program and gives its exit code. */
async function runWorker(env: NodeJS.ProcessEnv): Promise<number> {
  // In a process group of its own, so that a Ctrl-C of the terminal reaches it once: from here.
  const child = spawn(process.execPath, [built('worker.js')], { env, stdio: 'inherit', detached: true })
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
