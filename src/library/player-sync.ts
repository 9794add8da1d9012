import type { SourceName } from '../contracts/source-names.js'
import { isOriginal, readSettings, type Settings } from '../settings.js'
import type { RunProgress } from './sync-run.js'
import { SeasonSync } from './sync.js'

export interface PlayerSyncOptions {
  /**
   * The source of the players. Default: 'rest', the contract of `NbaClient`, if `REST_URL` is set to its server;
   * otherwise 'nba', as for every command.
   */
  readonly source?: SourceName
  /** As for `SeasonSync`. */
  readonly settings?: Settings
  /** Called with the progress of the sync whenever it has changed. */
  readonly onProgress?: (progress: RunProgress) => void
  /** As for `SeasonSync`. */
  readonly onNotice?: (line: string) => void
}

/**
 * Brings a season's players into the database, durably. It is a sync like any other, which `history` lists with the
 * trigger `library`.
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
   * Syncs the players of a season and what they are checked against, and returns the number of players. Throws a
   * `SyncFailed` if the sync did not succeed completely, a `UserError` if it could not start.
   */
  async syncAll(season: string): Promise<number> {
    const { onProgress, settings = readSettings(), ...options } = this.#options
    const source = options.source ?? (isOriginal(settings.rest) ? 'rest' : 'nba')
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
