import { messageOf } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { readConfigured } from '../configured.js'
import { tryLock } from '../machine/lock.js'
import { prepareHome, stackPaths } from '../machine/paths.js'
import type { FirstWord } from './connection.js'
import { stopLeftovers } from './leftovers.js'
import { Supervisor } from './supervisor.js'

// The supervisor's process: started by client.ts, detached, with its log as output and a channel for the first word.
process.umask(0o077)

const log = (line: string): void => console.error(`${new Date().toISOString()} ${line}`)

function tell(word: FirstWord): void {
  if (process.connected) process.send?.(word, () => process.disconnect())
}

try {
  const settings = readSettings()
  const paths = stackPaths(settings.home)
  prepareHome(paths)
  const { lock } = tryLock(paths.lock)
  if (lock === undefined) {
    tell({ taken: true })
  } else {
    await stopLeftovers(paths, log)
    const supervisor = new Supervisor(settings, paths, readConfigured(settings), log, () => {
      lock.release()
      setTimeout(() => process.exit(), 500).unref() // last words to commands are on their way
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void supervisor.stop())
    process.on('SIGHUP', () => undefined) // the terminal was closed: no matter
    process.on('uncaughtException', (error) => {
      log(`defect: ${error.stack ?? error.message}`)
      if (process.exitCode === 1) process.exit() // stopping in order has failed too
      process.exitCode = 1
      void supervisor.stop()
    })
    await supervisor.listen()
    log(`supervisor ${process.pid} listens`)
    tell({ listening: true })
  }
} catch (error) {
  log(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 1
  tell({ failed: messageOf(error) })
}
