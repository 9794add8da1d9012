import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.js'
import { runProgram } from '../../system/program.js'
import type { ProgressReporter } from '../machine/paths.js'

/** A system user other than that of this process. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/**
 * The user that runs Postgres, which refuses root. For an ordinary user undefined: the user of this process. For root
 * the owner of the data folder, otherwise `postgres` (created when there is none), otherwise `nobody`; throws a
 * UserError when there is none of them.
 */
export async function postgresUser(
  dataFolder: string,
  progress: ProgressReporter,
): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(join(dataFolder, 'PG_VERSION'))) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { name: `uid ${uid}`, uid, gid }
  }
  const existing = await findUser('postgres')
  if (existing !== undefined) return existing
  progress('Creating the system user postgres: Postgres does not run as root')
  // useradd belongs to shadow (Debian, Fedora, …), adduser to busybox (Alpine); a program that is not there rejects.
  await runProgram('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
    () => undefined,
  )
  if ((await findUser('postgres')) === undefined)
    await runProgram('adduser', ['-S', '-D', '-H', 'postgres']).catch(() => undefined)
  const created = await findUser('postgres')
  if (created !== undefined) return created
  const nobody = await findUser('nobody')
  if (nobody !== undefined) {
    progress('Postgres runs as the user nobody, so that other programs of this user can reach its data')
    return nobody
  }
  throw new UserError(
    'Postgres does not run as root, and no other user could be found or created; run season-sync as an ordinary user, or set DATABASE_URL to a Postgres of yours.',
  )
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => runProgram('id', [flag, name]).catch(() => undefined)), // a system without `id`
  )
  return uid?.code === 0 && gid?.code === 0
    ? { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined
}
