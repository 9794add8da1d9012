import type { Client } from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { UserError } from '../../errors.js'
import { poll, type PollOptions } from '../../system/poll.js'
import { IS_LIVE } from '../runs/workers.js'
import type { RecordSchema } from './record.js'

/** A worker that was killed is live until its last heartbeat is old enough. */
const WAIT = { everyMs: 1_000, timeoutMs: 20_000 }

interface OlderWorker {
  readonly host: string
  readonly pid: number
}

/**
 * Refuses to move the tables into their schemas while workers of an earlier build are there, which look for them in public
 * and would fail their syncs. Throws a UserError that names them.
 */
export async function refuseOlderWorkers(
  client: Client,
  record: RecordSchema,
  wait: PollOptions = WAIT,
): Promise<void> {
  if (record !== 'public') return // no earlier build has been here
  const { rows: moved } = await client.query<{ there: boolean }>(
    `select to_regclass('public.workers') is not null as there`,
  )
  if (moved[0]?.there !== true) return
  let live: readonly OlderWorker[] = []
  const gone = await poll(async () => {
    live = (await client.query<OlderWorker>(`select host, pid from public.workers where ${IS_LIVE}`)).rows
    return live.length === 0 ? true : undefined
  }, wait)
  if (gone === true) return
  const who = live.map(({ host, pid }) => `${host}, pid ${pid}`).join('; ')
  throw new UserError(
    `Workers of an earlier version are running (${who}), which would not find the tables any more: stop them, then run: ${COMMAND.migrate}; open syncs go on with the next worker.`,
  )
}
