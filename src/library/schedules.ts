import type { Client } from '@temporalio/client'
import { checkDatabaseFor } from '../connect/agreement.js'
import { openClient, openSession } from '../connect/session.js'
import type { SourceName } from '../contracts/source-names.js'
import {
  defineSchedule,
  deleteSchedule,
  listSchedules,
  pauseSchedule,
  readSchedule,
  resumeSchedule,
  saveSchedule,
  triggerSchedule,
  type Schedule,
  type ScheduleRequest,
} from '../schedules/schedules.js'
import type { Settings } from '../settings.js'
import { readConfigured } from '../stack/index.js'

/** The schedule to create; its source is that of the `SeasonSync`. */
export type NewSchedule = Omit<ScheduleRequest, 'source'> & {
  /** It starts nothing until it is resumed. */
  readonly paused?: boolean
}

/** The schedules of syncs, as `season-sync schedule` has them. They need a Temporal that stays up. */
export class Schedules {
  readonly #settings: Settings
  readonly #source: SourceName
  readonly #onNotice: (line: string) => void

  constructor(settings: Settings, source: SourceName, onNotice: (line: string) => void) {
    this.#settings = settings
    this.#source = source
    this.#onNotice = onNotice
  }

  /**
   * Creates a schedule, or changes the one of that name:
   *
   *     await sync.schedules.create({ name: 'nightly', due: { cron: '0 6 * * *', timezone: 'America/New_York' } })
   */
  async create({ paused = false, ...request }: NewSchedule): Promise<Schedule> {
    const definition = defineSchedule({ ...request, source: this.#source }, this.#settings)
    const { databaseUrl } = this.#settings
    if (databaseUrl !== undefined) await checkDatabaseFor(this.#source, databaseUrl)
    return await this.#with(async (client) => {
      await saveSchedule(client, definition, { paused })
      return await readSchedule(client, request.name)
    })
  }

  /** All schedules, of every source. */
  list(): Promise<readonly Schedule[]> {
    return this.#with(listSchedules)
  }

  /** One schedule, with its next due times and the workflows that it started. */
  show(name: string): Promise<Schedule> {
    return this.#with((client) => readSchedule(client, name))
  }

  pause(name: string, reason?: string): Promise<void> {
    return this.#with((client) => pauseSchedule(client, name, reason))
  }

  resume(name: string, reason?: string): Promise<void> {
    return this.#with((client) => resumeSchedule(client, name, reason))
  }

  /** Starts its sync now. */
  trigger(name: string): Promise<void> {
    return this.#with((client) => triggerSchedule(client, name))
  }

  /** Deletes it; the runs that it started stay in the history. */
  async delete(name: string): Promise<void> {
    await this.#with((client) => deleteSchedule(client, name))
  }

  /** The embedded stack starts with a worker and the database, which must be there when a schedule starts a sync. */
  async #with<T>(work: (client: Client) => Promise<T>): Promise<T> {
    if (readConfigured(this.#settings).temporal !== undefined) return await work(await openClient())
    const session = await openSession(this.#settings, {
      need: 'all',
      source: this.#source,
      onProgress: this.#onNotice,
    })
    try {
      return await work(await openClient(session.info))
    } finally {
      await session.close()
    }
  }
}
