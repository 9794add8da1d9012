import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { vi } from 'vitest'
import { scheduledRuns } from '../../src/schedules/scheduled-runs.js'
import { readSchedule, type Schedule } from '../../src/schedules/schedules.js'
import { openDatabase } from '../../src/store/database/database.js'
import { startTinyLeague, type TinyLeague } from '../support/tiny-league.js'
import { CommandLine } from './command-line.js'

interface Run {
  runId: string | null
  outcome: string
  joined: boolean
  dueAt: string | null
  workflowStatus: string | null
}
export interface Shown {
  name: string
  season: string
  started: number
  skipped: number
  paused: boolean
  remark: string
  next: string[]
  webUiUrl: string
  runs: Run[]
}
export interface HistoryLine {
  runId: string
  season: string
  trigger: string
  outcome: string
}

/** The first day of the league's season. */
export const FIRST_DAY = '2018-10-01'

/** A stack that is kept up on the league's first day, and command lines that use it or other stacks. */
export class ScheduleStack {
  readonly #folder = mkdtempSync(join(tmpdir(), 'season-sync-schedule-'))

  private constructor(readonly league: TinyLeague) {}

  static async start(): Promise<ScheduleStack> {
    const stack = new ScheduleStack(await startTinyLeague())
    await stack.on(FIRST_DAY).run('up', '--detach')
    return stack
  }

  /** The command line on a day, for this stack unless another `home` is named. */
  on(today: string, home = 'state'): CommandLine {
    return new CommandLine({
      SEASON_SYNC_HOME: this.home(home),
      SEASON_SYNC_TODAY: today,
      NBA_STATS_URL: this.league.url,
      NBA_CDN_URL: this.league.url,
      NBA_PACE: '1000',
      TZ: 'Europe/Berlin',
    })
  }

  home(name: string): string {
    return join(this.#folder, name)
  }

  async close(): Promise<void> {
    await this.on(FIRST_DAY).run('down')
    await this.league.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** The arguments of a command that creates a schedule. */
export const create = (...more: readonly string[]): readonly string[] => ['schedule', 'create', ...more]

export const show = (cli: CommandLine, name: string): Promise<Shown> =>
  cli.json<Shown>('schedule', 'show', name)

/** The part of a schedule's state that a test waits for. */
type Progress = Pick<Schedule, 'started' | 'skipped'> & {
  readonly runs: readonly { readonly outcome: string }[]
}

/** Shows a schedule once it is as wanted; until then Temporal and Postgres are asked, which is faster than a command. */
export async function until(
  cli: CommandLine,
  name: string,
  wanted: (progress: Progress) => boolean,
): Promise<Shown> {
  const { temporalAddress, databaseUrl } = await cli.json<{ temporalAddress: string; databaseUrl: string }>(
    'status',
    '--show-secrets',
  )
  const connection = await Connection.connect({ address: temporalAddress })
  const database = openDatabase(databaseUrl, 'check')
  const client = new Client({ connection })
  try {
    return await vi.waitFor(
      async () => {
        const schedule = await readSchedule(client, name)
        const runs = await scheduledRuns(client, await database.prisma(), schedule)
        if (!wanted({ ...schedule, runs })) throw new Error(`not yet: ${JSON.stringify(runs)}`)
        const shown = await show(cli, name)
        if (!wanted(shown)) throw new Error(`shown otherwise: ${JSON.stringify(shown)}`)
        return shown
      },
      { timeout: 50_000, interval: 100 },
    )
  } finally {
    await Promise.all([connection.close(), database.close()])
  }
}
export const allEnded = ({ runs }: Progress): boolean => runs.every(({ outcome }) => outcome !== 'running')
