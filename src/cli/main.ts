#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { VERSION } from '../version.js'
import { changesCommand } from './changes.js'
import { cancelCommand, pauseCommand, resumeCommand } from './control.js'
import { demoCommand } from './demo.js'
import { downCommand } from './down.js'
import { explainFailure } from './failure.js'
import { historyCommand } from './history.js'
import { migrateCommand } from './migrate.js'
import { retryCommand } from './retry.js'
import { scheduleCommand } from './schedule.js'
import { sandboxCommand } from './sandbox.js'
import { showCommand } from './show.js'
import { statusCommand } from './status.js'
import { syncCommand } from './sync.js'
import { clean, tell } from './terminal.js'
import { upCommand } from './up.js'
import { workerCommand } from './worker.js'

const USAGE = 2

const program = new Command('season-sync')
  .description("The NBA's seasons in your Postgres: complete, durable and explained.")
  .version(VERSION)
  .addHelpText(
    'after',
    `
Examples:
  $ season-sync sync 2018-19        bring a season into the database
  $ season-sync history             what was synced, and how it ended
  $ season-sync changes latest      which values the last sync changed

Without DATABASE_URL and TEMPORAL_ADDRESS a Postgres and a Temporal of its own are started for it.`,
  )
const commands = [
  syncCommand(),
  historyCommand(),
  showCommand(),
  changesCommand(),
  retryCommand(),
  cancelCommand(),
  pauseCommand(),
  resumeCommand(),
  scheduleCommand(),
  upCommand(),
  downCommand(),
  statusCommand(),
  workerCommand(),
  migrateCommand(),
  demoCommand(),
  sandboxCommand(),
]
for (const command of commands) program.addCommand(command)
for (const command of [program, ...commands.flatMap((each) => [each, ...each.commands])]) {
  command
    .exitOverride()
    .configureOutput({ outputError: (text) => tell(`${sentence(text)}; see: ${nameOf(command)} --help`) })
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit() // a reader that has seen enough (`| head`) is no failure
  tell(`The output cannot be written (${error.code}).`)
  process.exit(1)
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : USAGE
  } else {
    const { message, exitCode } = explainFailure(error)
    tell(clean(message, 2_000))
    process.exitCode = exitCode
  }
}

// Whatever connection is still open has nothing more to tell; what was written must be out.
process.stdout.write('', (error) => {
  if (!error) process.exit()
})

/** 'season-sync schedule create' */
function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`
}

/** "error: unknown option '--x'\n(Did you mean --y?)" -> "Unknown option '--x' (did you mean --y?)" */
function sentence(text: string): string {
  const line = clean(text)
    .replace(/^error: /, '')
    .replace('(Did', '(did')
    .replace('is invalid. ', 'is invalid: ')
    .replace(/\.$/, '')
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`
}
