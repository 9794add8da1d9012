import { COMMAND } from '../../contracts/next-step.js'
import type { Settings } from '../../settings.js'
import { readConfigured } from '../../stack/index.js'
import type { Status } from '../../runs/status.js'
import { count } from '../terminal.js'
import { ok, problem, skipped, warning, type DoctorCheck } from './check.js'

const STARTED = 'embedded; a command that needs it starts it'

/** Postgres, its tables, Temporal and the workers, as `status` finds them. */
export function checkServers(status: Status, settings: Settings): readonly DoctorCheck[] {
  const { temporal } = readConfigured(settings)
  return [
    postgres(status),
    schema(status),
    temporal === undefined
      ? ok('temporal', status.temporalAddress === null ? STARTED : `${status.temporalAddress}, embedded`)
      : status.temporalProblem === null
        ? ok('temporal', `${temporal.address}, namespace ${temporal.namespace}`)
        : problem('temporal', status.temporalProblem, null),
    workers(status, temporal !== undefined),
  ]
}

function postgres({ databaseUrl, problem: why }: Status): DoctorCheck {
  if (databaseUrl === null) return ok('postgres', STARTED)
  return why === null ? ok('postgres', databaseUrl) : problem('postgres', why, 'check DATABASE_URL')
}

function schema({ schema: state, databaseUrl }: Status): DoctorCheck {
  if (databaseUrl === null) return ok('schema', 'brought up to date whenever Postgres is started')
  if (state === null) return skipped('schema', 'the database cannot be read')
  if (!state.current)
    return problem('schema', `${count(state.missing.length, 'migration')} behind`, `run: ${COMMAND.migrate}`)
  return state.unknown.length === 0
    ? ok('schema', 'current')
    : warning('schema', 'has migrations of a newer version', 'use that version')
}

function workers({ workers: live, unserved, problem: why }: Status, configured: boolean): DoctorCheck {
  if (why !== null) return skipped('workers', 'the database cannot be read')
  if (unserved.length > 0)
    return problem('workers', `nobody serves ${unserved.join(', ')}`, `run: ${COMMAND.workerOf(unserved)}`)
  if (live.length > 0) return ok('workers', String(live.length))
  return configured
    ? problem('workers', 'none', `run: ${COMMAND.worker}`)
    : ok('workers', 'none; a sync starts one')
}
