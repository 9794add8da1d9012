import pg from 'pg'
import { z } from 'zod'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf } from '../../errors.js'
import { isConnectionProblem } from './connection-errors.js'

/**
 * SQLSTATEs that every repeat of a statement meets again: 42 (no privilege, no such table or column, wrong syntax), 0A (not
 * supported).
 */
const NEVER_PASSES = /^(?:42|0A)/

/** SQLSTATEs that pass while a database is restored, failed over or given a new password: 28, 3D, 25006 (read-only). */
const PASSES_SOON = /^(?:28|3D|25006)/

/** Postgres's word for a plan of before a migration, which the next statement makes anew; its state is 0A000. */
const STALE_PLAN = /cached plan must not change result type/

const NO_PRIVILEGE = '42501'
/** SQLSTATEs of a database that takes no writes (read-only, full disk), with what mends each. */
const NO_WRITES: Readonly<Record<string, string>> = {
  '25006': 'connect to the primary if this is a standby, otherwise turn default_transaction_read_only off',
  '53100': 'free space on its disk',
}
const NO_SUCH_THING = new Set(['42P01', '42703', '42883'])

/**
 * How long Postgres refuses a statement: `always`; `soon over`, as in a failover; `over some time`, like a lock or a full
 * disk, which is also what an error without a state is, such as a lost connection.
 */
export type RefusalDuration = 'always' | 'soon over' | 'over some time'

export function refusalOf(error: unknown): RefusalDuration {
  const state = stateOf(error)
  if (state === undefined || isConnectionProblem(error) || STALE_PLAN.test(messageOf(error)))
    return 'over some time'
  if (NEVER_PASSES.test(state)) return 'always'
  return PASSES_SOON.test(state) ? 'soon over' : 'over some time'
}

/** SQLSTATEs of a database that its first sync creates later: no such database, schema, table or column. */
const NOT_CREATED_YET = new Set(['3D000', '3F000', '42P01', '42703'])

/** Whether a database, or a table of it, is not there yet. */
export const isNotCreatedYet = (error: unknown): boolean => NOT_CREATED_YET.has(stateOf(error) ?? '')

/** Whether the role lacks a right. */
export const isNoPrivilege = (error: unknown): boolean => stateOf(error) === NO_PRIVILEGE

/** What Postgres says, with the next step of a person where there is one. */
export function refusalSentence(error: unknown): string {
  const state = stateOf(error) ?? ''
  const says = `Postgres: ${messageOf(error)}`
  if (NO_WRITES[state] !== undefined) return `${says} (SQLSTATE ${state}); ${NO_WRITES[state]}`
  if (state === NO_PRIVILEGE) return `${says}; grant it to the role of DATABASE_URL (docs/roles.sql)`
  if (NO_SUCH_THING.has(state)) return `${says}; are the tables of this version? See: ${COMMAND.migrate}`
  return says
}

/** What to say of a database that takes no writes, without a full stop; undefined for any other error. */
export function noWrites(error: unknown): string | undefined {
  const state = stateOf(error) ?? ''
  const next = NO_WRITES[state]
  return next && `The database takes no writes (${messageOf(error)}, SQLSTATE ${state}); ${next}`
}

/** The SQLSTATE of an error of node-postgres or of Prisma's adapter; undefined: Postgres did not answer with one. */
function stateOf(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code
  const ofPrisma = adapterError.safeParse(error)
  return ofPrisma.success ? ofPrisma.data.meta.driverAdapterError.cause.originalCode : undefined
}

const adapterError = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
})
