import { openSession } from '../../connect/session.js'
import { waitForServer } from '../../connect/wait-for-server.js'
import { readSettings } from '../../settings.js'
import { readConfigured, workerEnvironment } from '../../stack/index.js'
import { checkSystem } from '../../system/supported.js'
import type { WorkerOptions } from '../../worker.js'
import { printNotice } from '../terminal.js'

/** Runs a worker in this process until Ctrl-C. */
export async function runOneWorker(options: WorkerOptions): Promise<void> {
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
}

/** Replaces the environment of this process, from which the worker reads its settings. */
function useEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (env[name] === undefined) delete process.env[name]
  Object.assign(process.env, env)
}
