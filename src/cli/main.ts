#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { applyDotEnv } from '../system/dot-env.js'
import { VERSION } from '../version.js'
import { addLogOptions, useLogOptions } from './log-options.js'
import { printJson } from './print-json.js'
import { clean, printNotice, printProblem } from './terminal.js'

const USAGE = 2
const dotEnvNotice = applyDotEnv()

const program = new Command('season-sync')
  .description("The NBA's seasons in your Postgres: complete, durable and explained.")
  .version(VERSION)
  .enablePositionalOptions() // options after `psql` are psql's
  .addHelpText(
    'after',
    `
Examples:
  $ season-sync sync 2018-19        bring a season into the database
  $ season-sync backfill 1996-97..current   bring many
  $ season-sync history             what was synced, and how it ended
  $ season-sync changes latest      which values the last sync changed

Without DATABASE_URL and TEMPORAL_ADDRESS a Postgres and a Temporal of its own are started for it.`,
  )
/** The commands in the order of the help. Only the one that is used is loaded, and what it does only once it runs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  sync: async () => (await import('./commands/sync.js')).syncCommand(),
  datasets: async () => (await import('./commands/datasets.js')).datasetsCommand(),
  today: async () => (await import('./commands/today.js')).todayCommand(),
  backfill: async () => (await import('./commands/backfill.js')).backfillCommand(),
  history: async () => (await import('./commands/history.js')).historyCommand(),
  coverage: async () => (await import('./commands/coverage.js')).coverageCommand(),
  show: async () => (await import('./commands/show.js')).showCommand(),
  watch: async () => (await import('./commands/watch.js')).watchCommand(),
  changes: async () => (await import('./commands/changes.js')).changesCommand(),
  explain: async () => (await import('./commands/explain.js')).explainCommand(),
  retry: async () => (await import('./commands/retry.js')).retryCommand(),
  rebuild: async () => (await import('./commands/rebuild.js')).rebuildCommand(),
  archive: async () => (await import('./commands/archive.js')).archiveCommand(),
  accept: async () => (await import('./commands/accept.js')).acceptCommand(),
  accepted: async () => (await import('./commands/accepted.js')).acceptedCommand(),
  cancel: async () => (await import('./commands/control.js')).cancelCommand(),
  pause: async () => (await import('./commands/control.js')).pauseCommand(),
  resume: async () => (await import('./commands/control.js')).resumeCommand(),
  schedule: async () => (await import('./commands/schedule.js')).scheduleCommand(),
  up: async () => (await import('./commands/up.js')).upCommand(),
  down: async () => (await import('./commands/down.js')).downCommand(),
  status: async () => (await import('./commands/status.js')).statusCommand(),
  doctor: async () => (await import('./commands/doctor.js')).doctorCommand(),
  config: async () => (await import('./commands/config.js')).configCommand(),
  web: async () => (await import('./commands/web.js')).webCommand(),
  query: async () => (await import('./commands/query.js')).queryCommand(),
  export: async () => (await import('./commands/export.js')).exportCommand(),
  psql: async () => (await import('./commands/psql.js')).psqlCommand(),
  worker: async () => (await import('./commands/worker.js')).workerCommand(),
  migrate: async () => (await import('./commands/migrate.js')).migrateCommand(),
  demo: async () => (await import('./commands/demo.js')).demoCommand(),
  sandbox: async () => (await import('./commands/sandbox.js')).sandboxCommand(),
  completion: async () => (await import('./commands/completion.js')).completionCommand(allCommands),
}

const allCommands = (): Promise<Command[]> => Promise.all(Object.values(COMMANDS).map((load) => load()))

const commandName = process.argv[2] ?? ''
const loadCommand = Object.hasOwn(COMMANDS, commandName) ? COMMANDS[commandName] : undefined
await ownDatasets()
const commands = loadCommand === undefined ? await allCommands() : [await loadCommand()]
for (const command of commands) program.addCommand(command)
let usage: string | undefined
for (const command of [program, ...commands.flatMap((each) => [each, ...each.commands])]) {
  addLogOptions(command)
  command.exitOverride().configureOutput({
    outputError: (text) => printProblem((usage = `${sentence(text)}; see: ${nameOf(command)} --help`)),
  })
}
program.hook('preAction', (_program, command) => {
  useLogOptions(command)
  if (dotEnvNotice !== undefined) printNotice(dotEnvNotice)
})

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit() // the reader closed the pipe (`| head`), which is no failure
  printNotice(`The output cannot be written (${error.code}).`)
  process.exit(1)
})

try {
  await program.parseAsync()
} catch (error) {
  if (!(error instanceof CommanderError)) await fail(error)
  else if (error.exitCode !== 0) {
    process.exitCode = USAGE
    printFailure(usage ?? error.message)
  }
}

// Exits in spite of connections that are still open, but only after all output is written.
process.stdout.write('', (error) => {
  if (!error) process.exit()
})

/** Loads the datasets of SEASON_SYNC_DATASETS first, since help texts and options list them. */
async function ownDatasets(): Promise<void> {
  if (process.env.SEASON_SYNC_DATASETS === undefined) return
  const [{ loadOwnDatasets }, { readSettings }] = await Promise.all([
    import('../datasets/own.js'),
    import('../settings.js'),
  ])
  try {
    await loadOwnDatasets(readSettings().ownDatasets)
  } catch (error) {
    await fail(error)
    process.exit()
  }
}

async function fail(error: unknown): Promise<void> {
  const { explainFailure } = await import('./failure.js')
  const { message, exitCode } = explainFailure(error)
  const line = clean(message, 2_000)
  printProblem(line)
  process.exitCode = exitCode
  printFailure(line)
}

/** Prints a failure for the program that reads the command's JSON, beside the sentence for people. */
function printFailure(message: string): void {
  if (commandName !== 'psql' && process.argv.includes('--json'))
    printJson('error', { error: { message, exitCode: Number(process.exitCode ?? 1) } })
}

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
