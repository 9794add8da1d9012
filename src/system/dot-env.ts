import { readFileSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { messageOf } from '../errors.js'

/** The settings that a file may have; the other variables of a project's `.env` are not for this program. */
const OURS = /^(SEASON_SYNC_|NBA_|REST_|TEMPORAL_)|^(DATABASE_URL|HTTPS_PROXY|NO_PROXY)$/

const applied = new Set<string>()

/** Whether a variable of this process came from the file. */
export const isFromDotEnv = (name: string): boolean => applied.has(name)

/**
 * Takes the settings of `.env` in a folder into an environment; what is set there already wins. Returns a notice where
 * the file cannot be used: one that another user could have written may name programs to run.
 */
export function applyDotEnv(
  folder = process.cwd(),
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const path = join(folder, '.env')
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined || !stat.isFile()) return undefined
    if (isOfOthers(stat)) return `${path} is ignored: another user owns it or may write it.`
    for (const [name, value] of Object.entries(parseEnv(readFileSync(path, 'utf8')))) {
      if (!OURS.test(name) || env[name] !== undefined) continue
      env[name] = value
      applied.add(name)
    }
  } catch (error) {
    return `${path} is ignored: it cannot be read (${messageOf(error)}).`
  }
  return undefined
}

const WRITABLE_BY_ALL = 0o002

/** On Windows the rights of a file are not in its mode. */
function isOfOthers({ uid, mode }: Stats): boolean {
  if (process.getuid === undefined) return false
  return (uid !== 0 && uid !== process.getuid()) || (mode & WRITABLE_BY_ALL) !== 0
}
