import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StepReport } from '../../src/contracts/season-run.js'
import { replayAvailable, startReplay, type Replay } from '../real/replay.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { HonestCopy, type Difference } from './honest-copy.js'
import { LyingSource, type Wrong } from './lying-source.js'

/** A program beside the project that makes a season of the first 60 games of 2018-19. */
const smallSeason = fileURLToPath(new URL('../../../shared/lies/mini.py', import.meta.url))

/** The real games are there, and a program to make a small season of them. */
export const available = replayAvailable && spawnSync('python3', ['--version']).status === 0

/** A season that a source tells of, and what a sync asks for. */
export interface Told {
  readonly season: string
  /** The Eastern date of the syncs. */
  readonly today: string
  /** Datasets of every sync, */
  readonly always: readonly string[]
  /** and those which a sync asks for where a lie needs them. */
  readonly more: readonly string[]
  /** Those of them about which lies are told; all unless told otherwise. */
  readonly lying?: readonly string[]
  /** Writes the season into a folder for the replay server's `--data`. */
  readonly write: (folder: string) => void | Promise<void>
}

/** 60 real games, some weeks after the last of them. */
export const SIXTY_GAMES: Told = {
  season: '2026-27',
  today: '2026-11-25',
  always: ['teams', 'players', 'player_seasons', 'games', 'team_game_logs', 'player_game_logs', 'standings'],
  more: ['box_scores', 'play_by_play'],
  write: (folder) => void spawnSync('python3', [smallSeason, folder]),
}

export interface Ended {
  readonly runId: string
  readonly outcome: string
  readonly cause: string | null
  readonly datasets: readonly Pick<StepReport, 'name' | 'outcome'>[]
}

interface Note {
  readonly dataset: string
  readonly detail: string
}

const textOf = ({ dataset, detail }: Note): string => `${dataset}: ${detail}`

/** What followed from a lie, and from the truth after it. */
export interface Consequences extends Ended {
  /** Columns in which the tables differ from the honest ones. */
  readonly differences: readonly Difference[]
  /** After the lie was taken away one sync succeeded and brought all tables back. */
  readonly healed: boolean
}

/** 60 real games, synced from a source that can lie. */
export class LyingSeason {
  readonly source: LyingSource
  readonly environment: SyncEnvironment
  readonly #replay: Replay
  readonly #folder: string
  readonly #told: Told
  #honest: HonestCopy | undefined
  #honestNotes: ReadonlySet<string> = new Set()

  private constructor(parts: {
    source: LyingSource
    environment: SyncEnvironment
    replay: Replay
    folder: string
    told: Told
  }) {
    this.source = parts.source
    this.environment = parts.environment
    this.#replay = parts.replay
    this.#folder = parts.folder
    this.#told = parts.told
  }

  /** Starts the source and syncs what it honestly says. */
  static async start(told = SIXTY_GAMES): Promise<LyingSeason> {
    const folder = mkdtempSync(join(tmpdir(), 'lies-'))
    await told.write(folder)
    const replay = await startReplay('--data', folder)
    const source = await LyingSource.start(replay.url)
    const environment = await startSyncEnvironment({ today: told.today })
    await environment.restartWorkers(source.url)
    const season = new LyingSeason({ source, environment, replay, folder, told })
    try {
      await season.learn()
      season.#honest = await HonestCopy.of(environment.database.pool)
    } catch (error) {
      await season.close()
      throw error
    }
    return season
  }

  /** Fills an empty database with what the honest source says. */
  async learn(): Promise<void> {
    this.source.tell(undefined)
    await this.environment.reset()
    this.#honestNotes = new Set()
    const { runId, outcome, cause } = await this.sync(this.#told.more)
    if (outcome !== 'succeeded') throw new Error(`the honest season ends ${outcome}: ${cause}`)
    this.#honestNotes = new Set((await this.notesOf(runId)).map(textOf))
  }

  /** The notes of a run, without those that the honest season has as well. */
  async notesOf(runId: string): Promise<readonly Note[]> {
    const { rows } = await this.environment.database.pool.query<Note>(
      "select dataset, detail from sync.sync_findings where run_id = $1 and kind = 'note'",
      [runId],
    )
    return rows.filter((note) => !this.#honestNotes.has(textOf(note)))
  }

  async sync(more: readonly string[]): Promise<Ended> {
    try {
      const { season, always } = this.#told
      return await this.environment.sync({ season, only: [...always, ...more], recheck: 'all' })
    } catch (error) {
      return { runId: '', outcome: 'failed', cause: String(error), datasets: [] }
    }
  }

  /**
   * Tells a lie to one sync, of an empty database or of a good one, and then the truth to another. Both ask for `more`
   * beside the datasets of every sync.
   */
  async tell(lie: Wrong, more: readonly string[], { first = false } = {}): Promise<Consequences> {
    if (first) await this.environment.reset()
    const differing = async (): Promise<readonly Difference[]> =>
      (await this.#honest?.differences([...this.#told.always, ...more])) ?? []
    this.source.tell(lie)
    const ended = await this.sync(more)
    const differences = await differing()
    this.source.tell(undefined)
    const after = await this.sync(more)
    const still = await differing()
    const healed = after.outcome === 'succeeded' && still.length === 0
    if (!healed) console.log(`not healed: ${after.outcome}, ${after.cause}`, still)
    if (!healed) await this.learn()
    return { ...ended, differences, healed }
  }

  async close(): Promise<void> {
    await this.environment.close()
    await this.source.close()
    await this.#replay.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
