import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.js'
import { readOwn, writeOwn } from '../machine/own-files.js'
import type { StackPaths } from '../machine/paths.js'

/**
 * Superuser of the embedded Postgres: the stack itself creates roles and databases with it. No command, no worker and
 * no output has its password, because it may run programs as the system user of the server.
 */
export const SUPERUSER = 'season_sync'

/** Role of commands, workers and `season-sync psql`: an ordinary one, which owns the databases. */
export const APPLICATION_ROLE = 'season_sync_app'

/** The application's connection string of a database, with its password; psql takes it as it is. */
export function postgresUrl(paths: StackPaths, port: number, database: string): string {
  return url(APPLICATION_ROLE, applicationPassword(paths), port, database)
}

/** As `postgresUrl`, for the superuser. */
export function superuserUrl(paths: StackPaths, port: number, database: string): string {
  return url(SUPERUSER, superuserPassword(paths), port, database)
}

const url = (role: string, password: string, port: number, database: string): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}?sslmode=disable`

/**
 * The superuser's password, generated at first use and kept in a file of mode 0600. Throws a UserError when the file of
 * an existing database is missing.
 */
export function superuserPassword(paths: StackPaths): string {
  if (!existsSync(paths.postgresPassword)) {
    if (existsSync(join(paths.postgresData, 'PG_VERSION'))) {
      throw new UserError(
        `The password file ${paths.postgresPassword} of the database in ${paths.postgresData} is missing; put it back, or move that folder away to start anew.`,
      )
    }
    return generate(paths.postgresPassword)
  }
  return readOwn(paths.postgresPassword).trim()
}

/** The application's password, as the superuser's; a lost file is made anew, and the role gets the new password. */
export function applicationPassword(paths: StackPaths): string {
  if (!existsSync(paths.applicationPassword)) return generate(paths.applicationPassword)
  return readOwn(paths.applicationPassword).trim()
}

/**
 * Gives the superuser another password: `change` sets it in the database. The new one is on disk first, so that a kill
 * between the two loses neither; `takeNextPassword` ends what a kill began.
 */
export async function replaceSuperuserPassword(
  paths: StackPaths,
  change: (password: string) => Promise<unknown>,
): Promise<void> {
  await change(generate(nextFile(paths)))
  takeNextPassword(paths)
}

/** Takes the password that a killed replacement had written. Returns whether there was one. */
export function takeNextPassword(paths: StackPaths): boolean {
  if (!existsSync(nextFile(paths))) return false
  renameSync(nextFile(paths), paths.postgresPassword)
  return true
}

const nextFile = (paths: StackPaths): string => `${paths.postgresPassword}.next`

function generate(file: string): string {
  const password = randomBytes(24).toString('hex')
  writeOwn(file, `${password}\n`)
  return password
}
