import { createInterface } from 'node:readline'
import type { Socket } from 'node:net'
import { z } from 'zod'

const partInfo = z.object({
  name: z.enum(['postgres', 'temporal', 'worker']),
  pid: z.number().optional(),
  port: z.number().optional(),
  state: z.enum(['stopped', 'starting', 'ready', 'restarting', 'stopping']),
})

/** One process of the stack. */
export type PartInfo = z.infer<typeof partInfo>

const stackInfo = z.object({
  home: z.string(),
  supervisorPid: z.number().optional(),
  /** Whether `up --detach` started it: then it does not stop by itself. */
  pinned: z.boolean(),
  /** Connection strings by database name; with DATABASE_URL all of them are that. */
  databaseUrls: z.record(z.string(), z.string()),
  temporalAddress: z.string().optional(),
  namespace: z.string().optional(),
  webUiUrl: z.string().optional(),
  /** Version of the embedded Temporal server. */
  serverVersion: z.string().optional(),
  parts: z.array(partInfo),
})

/** The running parts and their addresses. `databaseUrls` hold the password; psql takes them as they are. */
export type StackInfo = z.infer<typeof stackInfo>

const request = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('need'),
    need: z.enum(['postgres', 'all']),
    databases: z.array(z.string()),
    /** For a detached run, which outlives the command. */
    keep: z.boolean(),
    /** For a stack that stays up until `down`. */
    pin: z.boolean(),
    /** Fingerprint of the servers that the command has configured. The name stays: a running supervisor may be of an earlier build. */
    partsMark: z.string(),
    /** The command's environment, which the worker gets. */
    env: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('status') }),
  z.object({ type: z.literal('stop') }),
])

/** A command's request to the supervisor: for a lease (as long as the connection), for the status, or to stop. */
export type Request = z.infer<typeof request>
export type Need = Extract<Request, { type: 'need' }>

const reply = z.union([
  z.object({ progress: z.string() }),
  z.object({ ready: stackInfo }),
  z.object({ status: stackInfo }),
  z.object({ error: z.string(), exitCode: z.union([z.literal(0), z.literal(1), z.literal(2)]) }),
  /** The supervisor is stopping: the command asks the next one. */
  z.object({ again: z.literal(true) }),
  z.object({ stopped: z.literal(true) }),
])

export type SupervisorReply = z.infer<typeof reply>

/** Sends one message as a line of JSON. To a peer that has gone it is lost: the socket's 'close' reports that. */
export function send(socket: Socket, message: Request | SupervisorReply): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

/** Calls `handle` with each message of the peer; a message that is not understood ends the connection. */
export function onRequests(socket: Socket, handle: (message: Request) => void): void {
  readLines(socket, (value) => handle(request.parse(value)))
}

/** As `onRequests`, for the command's side. */
export function onReplies(socket: Socket, handle: (message: SupervisorReply) => void): void {
  readLines(socket, (value) => handle(reply.parse(value)))
}

function readLines(socket: Socket, handle: (value: unknown) => void): void {
  const lines = createInterface({ input: socket })
  // An error of the socket is emitted here a second time; 'close' follows it, which is handled.
  lines.on('error', () => undefined)
  lines.on('line', (line) => {
    try {
      handle(JSON.parse(line))
    } catch (error) {
      socket.destroy(error instanceof Error ? error : undefined)
    }
  })
}
