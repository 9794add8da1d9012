import { messageOf } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { readConfigured } from '../configured.js'
import { tryLock } from '../machine/lock.js'
import { prepareHome, stackPaths } from '../machine/paths.js'
import type { StartOutcome } from './connection.js'
import { stopLeftovers } from './leftovers.js'
import { Supervisor } from './supervisor.js'

// The supervisor's process: connection.ts starts it detached, with its log as output and a channel for its outcome.
process.umask(0o077)

const log = (line: string): void => console.error(`${new Date().toISOString()} ${line}`)

function report(outcome: StartOutcome): void {
  if (process.connected) process.send?.(outcome, () => process.disconnect())
}

try {
  const settings = readSettings()
  const paths = stackPaths(settings.home)
  prepareHome(paths)
  const { lock } = tryLock(paths.lock)
  if (lock === undefined) {
    report({ taken: true })
  } else {
    await stopLeftovers(paths, log)
    const supervisor = new Supervisor(settings, paths, readConfigured(settings), log, () => {
      lock.release()
      setTimeout(() => process.exit(), 500).unref() // time for the last replies to reach their commands
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void supervisor.stop())
    process.on('SIGHUP', () => undefined) // the stack outlives the terminal that started it
    process.on('uncaughtException', (error) => {
      log(`defect: ${error.stack ?? error.message}`)
      if (process.exitCode === 1) process.exit() // the orderly stop has failed too
      process.exitCode = 1
      void supervisor.stop()
    })
    await supervisor.listen()
    log(`supervisor ${process.pid} listens`)
    report({ listening: true })
  }
} catch (error) {
  log(`failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exitCode = 1
  report({ failed: messageOf(error) })
}
