import type { SourceName } from '../contracts/source-names.js'
import { readSettings, REST_URL, type Settings } from '../settings.js'
import type { RunProgress } from './sync-run.js'
import { SeasonSync } from './sync.js'

export interface PlayerSyncOptions {
  /**
   * Where the players come from. Default: 'rest', the contract of `NbaClient`, where `REST_URL` says who keeps it;
   * else 'nba', as for every command.
   */
  readonly source?: SourceName
  /** As for `SeasonSync`. */
  readonly settings?: Settings
  /** Is told how far the sync is whenever that has changed. */
  readonly onProgress?: (progress: RunProgress) => void
  /** As for `SeasonSync`. */
  readonly onNotice?: (line: string) => void
}

/**
 * Brings a season's players into the database, durably: a sync like any other, which `history` lists with the trigger
 * `library`.
 *
 *     const count = await new PlayerSync().syncAll('2024-25')
 *     console.log(`Synced ${count} players`)
 */
export class PlayerSync {
  readonly #options: PlayerSyncOptions

  constructor(options: PlayerSyncOptions = {}) {
    this.#options = options
  }

  /**
   * Syncs the players of a season and what they are checked against, and returns how many the season has. Throws a
   * `SyncFailed` where the sync did not succeed whole, a `UserError` where it could not start.
   */
  async syncAll(season: string): Promise<number> {
    const { onProgress, settings = readSettings(), ...options } = this.#options
    const source = options.source ?? (settings.rest.url === REST_URL ? 'nba' : 'rest')
    const sync = new SeasonSync({ ...options, settings, source })
    try {
      const run = await sync.start({ season, only: ['players'] })
      if (onProgress !== undefined) for await (const progress of run.progress()) onProgress(progress)
      return (await run.result()).players ?? 0
    } finally {
      await sync.close()
    }
  }
}
