import { z } from 'zod'
import { UserError } from '../../errors.js'
import { codeOf } from '../machine/error-code.js'
import { readOwn, writeOwn } from '../machine/own-files.js'

const port = z.number().int().min(1).max(65_535)
const processId = z.object({ pid: z.number(), started: z.string() })

const shape = z.object({
  version: z.literal(1),
  /** Kept over restarts, so that links and connection strings stay valid. */
  ports: z.object({ postgres: port.optional(), temporal: port.optional(), webUi: port.optional() }),
  /** Part of the Web UI's address, so that other users of the machine cannot open it. */
  webUiKey: z.string().optional(),
  /** Version of the Temporal server whose database file is in use. */
  temporalServerVersion: z.string().optional(),
  supervisor: processId.extend({ socket: z.string() }).optional(),
  /** The last started processes: after a crash of the supervisor they are stopped first. */
  processes: z.record(z.string(), processId),
  /** `up --detach` promised that the stack stays up: also the supervisor after one that was killed keeps it. */
  pinned: z.boolean().optional(),
  /** Databases in which a detached run may still be running. */
  kept: z.array(z.string()),
})

/** The contents of `stack.json`. Only the holder of the supervisor's lock writes it. */
export type StackState = z.infer<typeof shape>

const empty: StackState = { version: 1, ports: {}, processes: {}, kept: [] }

/** Reads the state file; a missing one is an empty state. Throws a UserError when it cannot be read. */
export function readState(path: string): StackState {
  let text: string
  try {
    text = readOwn(path)
  } catch (error) {
    if (error instanceof UserError) throw error
    if (codeOf(error) === 'ENOENT') return empty
    throw new UserError(`The state file ${path} cannot be read (${codeOf(error)}).`)
  }
  const parsed = shape.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new UserError(
    `The state file ${path} is not one of this version; stop what still runs there, then remove it (databases are kept elsewhere).`,
  )
}

/** Changes the state file atomically (mode 0600) and returns the new state. */
export function updateState(path: string, change: (state: StackState) => Partial<StackState>): StackState {
  const state = readState(path)
  const next = { ...state, ...change(state) }
  writeOwn(path, `${JSON.stringify(next, undefined, 2)}\n`)
  return next
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the caller refuses it like JSON of another shape
  }
}
