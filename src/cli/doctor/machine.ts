import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf } from '../../errors.js'
import type { Settings } from '../../settings.js'
import { choosePort, readConfigured, readStackStatus } from '../../stack/index.js'
import { checkSystem } from '../../system/supported.js'
import { bytes } from '../terminal.js'
import { ok, problem, warning, type DoctorCheck } from './check.js'

/** The oldest Node that works: `require` of a module that is imported, and `parseEnv`. package.json has the same. */
const OLDEST_NODE = [20, 19] as const

export function checkNode(version = process.versions.node): DoctorCheck {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [least, leastMinor] = OLDEST_NODE
  return major > least || (major === least && minor >= leastMinor)
    ? ok('node', version)
    : problem('node', version, `install Node ${OLDEST_NODE.join('.')} or later`)
}

export function checkLibraries(): DoctorCheck {
  try {
    checkSystem()
    return ok('system', `${process.platform} ${process.arch}`)
  } catch (error) {
    return problem('system', messageOf(error), null)
  }
}

/** A season with all box scores, play-by-play and its archive takes about 0.4 GB. */
const LEAST_BYTES = 500_000_000
const FEW_BYTES = 2_000_000_000

export async function checkDisk({ home }: Settings): Promise<DoctorCheck> {
  const there = existing(home)
  try {
    const { bavail, bsize } = await statfs(there)
    const free = bavail * bsize
    const detail = `${bytes(free)} free for ${home}`
    const advice = 'free some space, or choose another folder with SEASON_SYNC_HOME'
    if (free < LEAST_BYTES) return problem('disk', detail, advice)
    return free < FEW_BYTES ? warning('disk', detail, advice) : ok('disk', detail)
  } catch (error) {
    return problem('disk', messageOf(error), 'choose another folder with SEASON_SYNC_HOME')
  }
}

const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)))

/** The ports of the embedded servers: those of a running stack, or whether one could get some. */
export async function checkPorts(settings: Settings): Promise<DoctorCheck> {
  const { databaseUrl, temporal } = readConfigured(settings)
  if (databaseUrl !== undefined && temporal !== undefined)
    return ok('ports', 'none are needed: Postgres and Temporal are configured')
  const stack = await readStackStatus(settings)
  if (stack !== undefined)
    return ok(
      'ports',
      [Object.values(stack.databaseUrls)[0], `http://${stack.temporalAddress}`]
        .flatMap((address) =>
          address === undefined || !URL.canParse(address) ? [] : [new URL(address).port],
        )
        .filter((port) => port !== '')
        .join(', '),
    )
  try {
    return ok('ports', `${await choosePort(undefined, settings.home)} is free`)
  } catch (error) {
    return problem('ports', messageOf(error), `stop a program that listens there, then: ${COMMAND.up}`)
  }
}
