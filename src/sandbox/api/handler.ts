import type * as http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../errors.js'
import { easternToday } from '../../season/season.js'
import { League } from '../league/league.js'
import { BodyCache } from './body-cache.js'
import { Faults } from './faults.js'
import { data, encoded, sendReply, text, type EncodedReply } from './reply.js'
import { respond } from './respond.js'

/** Which league the sandbox serves, on which date, and how fast it answers. */
export interface LeagueOptions {
  /** Seed of the league: each number makes another league. Default 1. */
  readonly seed?: number
  /** Eastern date (YYYY-MM-DD): later games have not been played. Default today. */
  readonly asOf?: string
  /** Delay before every answer, in milliseconds. Default 0. */
  readonly latencyMs?: number
}

const DEFAULT_SEED = 1

/**
 * Number of latest requests that `GET /__log` returns: more than a season with its box scores and play-by-play needs.
 */
const LOG_LENGTH = 10_000

/** Upper limit of a posted list of faults, far above what a list needs. */
const MAX_BODY_BYTES = 1024 * 1024

interface LogEntry {
  /** Milliseconds since 1970. */
  readonly t: number
  readonly method: string
  readonly path: string
  /** 0 when no answer was sent. */
  readonly status: number
  readonly bytes: number
  readonly ms: number
}

/** Answers the requests of one sandbox. */
export class Handler {
  private readonly league: League
  private readonly faults = new Faults()
  private readonly bodies = new BodyCache<EncodedReply>()
  private readonly today: () => string
  private log: LogEntry[] = []

  constructor(private readonly options: LeagueOptions) {
    this.league = new League(options.seed ?? DEFAULT_SEED)
    this.today = () => easternToday(options.asOf)
  }

  async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      const path = request.url ?? '/'
      if (path.startsWith('/__')) await this.control(request, response, path)
      else await this.answer(request, response, path)
    } catch (error) {
      if (!response.headersSent) sendReply(response, text(500, messageOf(error)))
      else response.destroy()
    }
  }

  /** Handles `/__faults` and `/__log`: these requests are not logged, and no fault applies to them. */
  private async control(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    path: string,
  ): Promise<void> {
    const call = `${request.method} ${path}`
    if (call === 'GET /__log') return sendReply(response, data(this.log))
    if (call === 'GET /__faults') return sendReply(response, data(this.faults.all))
    if (call === 'DELETE /__log') this.log = []
    else if (call === 'DELETE /__faults') this.faults.clear()
    else if (call === 'POST /__faults') {
      try {
        this.faults.add(JSON.parse(await bodyOf(request)))
      } catch (error) {
        return sendReply(response, text(400, messageOf(error)))
      }
    } else return sendReply(response, text(404, `there is no ${call}`))
    sendReply(response, data({ ok: true }))
  }

  private async answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    path: string,
  ): Promise<void> {
    const began = Date.now()
    const method = request.method ?? 'GET'
    const note = (status: number, bytes: number): void => {
      this.log.push({ t: began, method, path, status, bytes, ms: Date.now() - began })
      if (this.log.length > 2 * LOG_LENGTH) this.log = this.log.slice(-LOG_LENGTH)
    }
    if (this.options.latencyMs) await sleep(this.options.latencyMs)
    if (method !== 'GET') {
      note(405, 0)
      return sendReply(response, text(405, 'Method Not Allowed'))
    }
    const fault = this.faults.take(path)
    if (fault?.kind === 'hang') return note(0, 0) // The request stays open until the client or `stop` closes it.
    if (fault?.kind === 'status') {
      note(fault.status, 0)
      const headers = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }
      return sendReply(response, text(fault.status, `fault: status ${fault.status}`, headers))
    }
    const ready = await this.ready(path, /\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
    if (fault?.kind === 'truncate') {
      note(0, 0)
      response.writeHead(ready.status, { ...ready.headers, 'Content-Length': ready.body.length })
      response.write(ready.body.subarray(0, Math.floor(ready.body.length / 2)), () => response.destroy())
      return
    }
    note(ready.status, ready.body.length)
    sendReply(response, ready)
  }

  private async ready(path: string, gzipped: boolean): Promise<EncodedReply> {
    const asOf = this.today()
    const key = `${asOf} ${gzipped} ${path}`
    const known = this.bodies.get(key)
    if (known) return known
    const reply = respond(this.league, asOf, new URL(path, 'http://sandbox.invalid'))
    const ready = await encoded(reply, gzipped)
    this.bodies.set(key, ready, ready.body.length)
    return ready
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > MAX_BODY_BYTES) throw new Error('the body is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
