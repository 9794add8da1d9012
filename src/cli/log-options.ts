import { Option, type Command } from 'commander'
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from '../text/log-line.js'
import { useLog } from './terminal.js'

interface LogOptions {
  readonly quiet?: boolean
  readonly logLevel?: LogLevel
  readonly logFormat?: LogFormat
}

/** The options of every command about what it writes to standard error. */
export function addLogOptions(command: Command): void {
  if (command.name() === 'psql') return // its options are psql's
  const options = [
    new Option('--quiet', 'only results and errors, like --log-level error'),
    new Option('--log-level <level>', 'what goes to standard error (default: info)').choices(LOG_LEVELS),
    new Option('--log-format <format>', 'as text or as a JSON object a line (default: text)').choices(
      LOG_FORMATS,
    ),
  ]
  for (const option of options) command.addOption(option.helpGroup('Log:'))
}

/** Commands whose process is a worker, or starts one, which reads its settings from the environment. */
const WITH_WORKER = ['worker', 'up']

/** Applies the options of the command that runs; without one its setting counts. */
export function useLogOptions(command: Command): void {
  const { quiet, logLevel, logFormat } = command.optsWithGlobals<LogOptions>()
  const { SEASON_SYNC_LOG_LEVEL: level, SEASON_SYNC_LOG_FORMAT: format } = process.env
  const wanted = quiet === true ? 'error' : logLevel
  useLog({
    level: wanted ?? LOG_LEVELS.find((each) => each === level) ?? 'info',
    format: logFormat ?? LOG_FORMATS.find((each) => each === format) ?? 'text',
  })
  if (!WITH_WORKER.includes(command.name())) return
  if (wanted !== undefined) process.env.SEASON_SYNC_LOG_LEVEL = wanted
  if (logFormat !== undefined) process.env.SEASON_SYNC_LOG_FORMAT = logFormat
}
