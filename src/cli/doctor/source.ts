import { setTimeout as sleep } from 'node:timers/promises'
import type { SourceName } from '../../contracts/source-names.js'
import { messageOf } from '../../errors.js'
import { NBA_STATS_URL, type Settings } from '../../settings.js'
import { createSource } from '../../sources/create.js'
import { goesThrough } from '../../sources/http/environment-proxy.js'
import { proxyOfWay } from '../../contracts/ways.js'
import type { Source, SourceAnswer, SourceRequest } from '../../sources/source.js'
import { openDatabase } from '../../store/database/database.js'
import { HORIZON_MS, reserveSlot } from '../../store/pace/pace.js'
import { maskPasswords } from '../../text/database-address.js'
import type { Status } from '../../runs/status.js'
import { duration } from '../terminal.js'
import { ok, problem, skipped, warning, type DoctorCheck } from './check.js'

/** A small answer of each source that never changes. */
const REQUESTS: Readonly<Record<SourceName, SourceRequest | undefined>> = {
  nba: {
    service: 'stats',
    path: '/stats/leaguestandingsv3',
    params: { LeagueID: '00', Season: '2018-19', SeasonType: 'Regular Season' },
    label: 'leaguestandingsv3 2018-19',
  },
  rest: { service: 'api', path: '/games/2018-10-16', params: {}, label: 'games/2018-10-16' },
  sandbox: undefined,
}

export function checkProxy(settings: Settings, source: SourceName): DoctorCheck {
  if (source === 'sandbox') return ok('proxy', 'none is needed')
  const { nba, rest } = settings
  if (source === 'nba' && nba.proxy !== undefined)
    return ok('proxy', `${maskPasswords(nba.proxy.join(', '))}, by NBA_PROXY`)
  const { environmentProxy } = source === 'nba' ? nba : rest
  return environmentProxy !== undefined &&
    goesThrough(environmentProxy, source === 'nba' ? nba.statsUrl : rest.url)
    ? ok('proxy', `${maskPasswords(environmentProxy.url)}, by HTTPS_PROXY`)
    : ok('proxy', 'none')
}

/**
 * Sends one request on each way to the source, in its pace, and compares the clocks. Of several ways one that does not
 * answer is a warning, if another does: a sync takes the others.
 */
export async function checkSource(
  settings: Settings,
  source: SourceName,
  status: Status,
  databaseUrl: string | undefined,
): Promise<readonly DoctorCheck[]> {
  const request = REQUESTS[source]
  if (request === undefined)
    return [ok('source', 'the sandbox is part of the worker'), skipped('clock', 'nothing to compare it with')]
  const client = createSource(source, settings)
  const advice = adviceFor(source, settings)
  try {
    const { ways = [client.name] } = client
    const looks = await Promise.all(
      ways.map((way) => lookAt(way, request, { client, advice, status, databaseUrl })),
    )
    const works = looks.some(({ check }) => check.state === 'ok')
    const answer = looks.find((look) => look.answer !== undefined)?.answer
    return [
      ...looks.map(({ check }) =>
        works && check.state === 'problem'
          ? warning(check.name, check.detail, `${check.advice}; syncs use the others`)
          : check,
      ),
      answer === undefined ? skipped('clock', 'the source did not answer') : clock(answer),
    ]
  } finally {
    client.close()
  }
}

interface Looking {
  readonly client: Source
  readonly advice: string
  readonly status: Status
  readonly databaseUrl: string | undefined
}

/** What was found on one way to the source, and the answer if it gave one. A way on hold is not asked. */
async function lookAt(
  way: string,
  request: SourceRequest,
  { client, advice, status, databaseUrl }: Looking,
): Promise<{ readonly check: DoctorCheck; readonly answer?: SourceAnswer }> {
  const proxy = proxyOfWay(way)
  const name = proxy === undefined ? 'source' : `source via ${proxy}`
  const whatToDo = proxy === undefined ? advice : 'check this proxy, or leave it out of NBA_PROXY'
  const held = status.queues.find((queue) => queue.way === way && queue.state !== 'open')
  if (held !== undefined)
    return { check: warning(name, `not asked: ${held.holdReason ?? 'it is on hold'}`, whatToDo) }
  try {
    const wait = await slotOf(way, client, status, databaseUrl)
    if (wait !== undefined) return { check: skipped(name, wait) }
    const answer = await client.get(request, { way })
    const took = duration(answer.respondedAt - answer.requestedAt)
    return { check: ok(name, `${new URL(answer.url).host} answered ${answer.status} in ${took}`), answer }
  } catch (error) {
    return { check: problem(name, messageOf(error), whatToDo) }
  }
}

function adviceFor(source: SourceName, { nba }: Settings): string {
  if (source !== 'nba') return 'check REST_URL'
  if (nba.statsUrl !== NBA_STATS_URL) return 'check NBA_STATS_URL'
  return nba.proxy === undefined
    ? 'the NBA blocks addresses of cloud providers: set NBA_PROXY, or sync from another network'
    : 'check NBA_PROXY, or sync from another network'
}

/**
 * Waits for a slot of the way in the rate limit that the workers of the database share. Returns the reason if there is none
 * soon; undefined once the request may be sent. A way that no worker has asked yet has no queue.
 */
async function slotOf(
  way: string,
  client: Source,
  status: Status,
  databaseUrl: string | undefined,
): Promise<string | undefined> {
  if (databaseUrl === undefined || !status.queues.some((queue) => queue.way === way)) return undefined
  const database = openDatabase(databaseUrl, 'check')
  try {
    const { budget } = client
    const slot = await reserveSlot(database.pool, way, client.pace, HORIZON_MS.sync, { budget })
    if (!slot.taken) return `not asked: the next slot in the rate limit is in ${duration(slot.waitMs)}`
    await sleep(Math.max(0, slot.at - performance.now()))
    return undefined
  } finally {
    await database.close()
  }
}

/** Certificates and the date of "today" need a clock that is about right; the header has whole seconds. */
const CLOCK_MS = 30_000

function clock({ serverTime }: SourceAnswer, now = Date.now()): DoctorCheck {
  if (serverTime === undefined) return skipped('clock', 'the source does not tell its time')
  const offMs = now - serverTime.getTime()
  const off = duration(Math.abs(offMs))
  return Math.abs(offMs) < CLOCK_MS
    ? ok('clock', `within ${duration(CLOCK_MS)} of the source's`)
    : problem(
        'clock',
        `${off} ${offMs > 0 ? 'ahead of' : 'behind'} the source's`,
        'set the clock of this machine',
      )
}
