import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { messageOf, UserError } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { runProgram } from '../../system/program.js'
import { checkOwnProgram } from '../machine/own-files.js'
import type { ProgressReporter } from '../machine/paths.js'
import { buildTemporal, TEMPORAL_CLI_VERSION } from './build.js'
import { downloadTemporal } from './download.js'

/** A working `temporal` program, and the version of the server inside. */
export interface TemporalBinary {
  readonly path: string
  readonly serverVersion: string
}

/**
 * Finds Temporal's CLI, which holds the server: the configured one, the one on PATH, the one in the cache, the official
 * download, a build of the same version from source. Throws a UserError that lists what was tried.
 */
export async function findTemporal(
  settings: Settings,
  progress: ProgressReporter,
  signal: AbortSignal,
): Promise<TemporalBinary> {
  if (settings.temporalBinary !== undefined) return await configured(resolve(settings.temporalBinary))

  const tried = ['SEASON_SYNC_TEMPORAL_BINARY: not set']
  const cached = temporalCachePath(settings)
  const ways: [string, () => Promise<string | undefined>][] = [
    ['temporal on PATH', () => Promise.resolve(onPath('temporal'))],
    ['kept from before', () => Promise.resolve(isProgram(cached) ? checkOwnProgram(cached) : undefined)],
    ['download', () => downloadTemporal(cached, progress, signal)],
    ['build from source', () => buildTemporal(cached, progress, signal)],
  ]
  for (const [name, find] of ways) {
    try {
      const path = await find()
      if (path !== undefined) return { path, serverVersion: await serverVersion(path) }
      tried.push(`${name}: none`)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof UserError) throw error // a program that others could have written
      tried.push(`${name}: ${messageOf(error)}`)
    }
  }
  throw new UserError(
    `No Temporal server was found (${tried.join('; ')}). Install Temporal's CLI (https://docs.temporal.io/cli) or Go, ` +
      'or set SEASON_SYNC_TEMPORAL_BINARY to a temporal program, or TEMPORAL_ADDRESS to a running server.',
  )
}

/** The file in which a downloaded or built CLI is kept. */
export function temporalCachePath(settings: Settings): string {
  return join(settings.cache, `temporal-cli-${TEMPORAL_CLI_VERSION}`, 'temporal')
}

async function configured(path: string): Promise<TemporalBinary> {
  try {
    return { path, serverVersion: await serverVersion(path) }
  } catch (error) {
    throw new UserError(
      `SEASON_SYNC_TEMPORAL_BINARY is set to ${path}, which is no temporal program that runs (${messageOf(error)}).`,
    )
  }
}

/** Reads the version from what the program prints: "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)". */
async function serverVersion(path: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(path, ['--version'], { timeout: 20_000 })
  const version = /Server (\d[\w.-]*)/.exec(stdout)?.[1]
  if (code === 0 && version !== undefined) return version
  throw new Error(
    `\`${path} --version\` printed no server version: ${(stdout + stderr).trim().slice(0, 200)}`,
  )
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false // not there, or not to be run by this user
  }
}
