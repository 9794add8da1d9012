import { canonicalName } from './dataset-names.js'
import type { Outcome } from './outcome.js'
import type { Narrow } from './season-run.js'
import { isUnknownTeam } from './unknown-team.js'

/** Identifies a run in a command. The source belongs to it, since each source has a database of its own. */
export interface RunName {
  readonly runId: string
  readonly source: string
}

/** Identifies a sync in a command. `only` undefined: the datasets of every sync. */
export interface SyncName {
  readonly season: string
  readonly source?: string | undefined
  readonly seasonType?: string | undefined
  readonly only?: readonly string[] | undefined
  readonly narrow?: Narrow | null | undefined
}

/** A season that every source has, for people who have not synced one yet. */
const EXAMPLE_SEASON = '2018-19'

/** Source and season type that commands use by default. */
const USUAL_SOURCE = 'nba'
const USUAL_TYPE = 'Regular Season'

const ofSource = (source = USUAL_SOURCE): string => (source === USUAL_SOURCE ? '' : ` --source ${source}`)

const ofRun =
  (command: string) =>
  ({ runId, source }: RunName): string =>
    `season-sync ${command} ${runId}${ofSource(source)}`

const ofSeason = (command: string, { season, source, seasonType = USUAL_TYPE }: SyncName): string =>
  [
    `season-sync ${command} ${season}${ofSource(source)}`,
    ...(seasonType === USUAL_TYPE ? [] : [`--season-type '${seasonType}'`]),
  ].join(' ')

const onlyOf = ({ only }: SyncName): string =>
  only === undefined ? '' : ` --only ${only.map(canonicalName).join(',')}`

const narrowOf = ({ narrow }: SyncName): string =>
  (['since', 'until', 'team'] as const)
    .flatMap((name) => (narrow?.[name] === undefined ? [] : [` --${name} ${narrow[name]}`]))
    .join('') + (narrow?.games === undefined ? '' : ` --games ${narrow.games.join(',')}`)

const sync = (of: SyncName): string =>
  of.narrow?.latest === true
    ? `season-sync today${ofSource(of.source)}${onlyOf(of)}`
    : `${ofSeason('sync', of)}${onlyOf(of)}${narrowOf(of)}`

/** The clause on a run that is in the way of another one. */
const watchOrCancel = (run: RunName): string =>
  `follow it with: ${ofRun('watch')(run)}, or end it with: ${ofRun('cancel')(run)}`

/** Commands that messages name as the next step, with all options that they need. */
export const COMMAND = {
  show: ofRun('show'),
  watch: ofRun('watch'),
  watchOrCancel,
  retry: ofRun('retry'),
  /** Removes what complete answers lack, however much that is. */
  acceptRemovals: (run: RunName): string => `${ofRun('retry')(run)} --accept-removals`,
  /** Accepts what the sources say about a season, although they disagree. */
  accept: (of: SyncName): string => `${ofSeason('accept', of)} --because '<reason>'`,
  /** Lists the datasets of a source. */
  datasets: (source: string): string =>
    `season-sync datasets${source === 'nba' ? '' : ` --source ${source}`}`,
  resume: ofRun('resume'),
  cancel: ofRun('cancel'),
  sync,
  /** Makes the tables again from the archive. */
  rebuild: (of: SyncName): string => `${ofSeason('rebuild', of)}${onlyOf(of)}`,
  firstSync: (source?: string): string => sync({ season: EXAMPLE_SEASON, source }),
  /** What is stored of a season; without one, of all. */
  coverage: ({
    source,
    season,
  }: {
    readonly source?: string
    readonly season?: string | undefined
  }): string => `season-sync coverage${season === undefined ? '' : ` --season ${season}`}${ofSource(source)}`,
  history: (source?: string): string => `season-sync history${ofSource(source)}`,
  acceptedList: (source?: string): string => `season-sync accepted list${ofSource(source)}`,
  archiveCheck: (source?: string): string => `season-sync archive check${ofSource(source)}`,
  archiveStats: (source?: string): string => `season-sync archive stats${ofSource(source)}`,
  worker: 'season-sync worker',
  workerOf: (queues: readonly string[]): string => `season-sync worker --queues ${queues.join(',')}`,
  migrate: 'season-sync migrate',
  status: 'season-sync status',
  psql: 'season-sync psql',
  up: 'season-sync up --detach',
  upInForeground: 'season-sync up',
  down: 'season-sync down',
  scheduleCreate: "season-sync schedule create nightly --cron '0 6 * * *'",
  scheduleList: 'season-sync schedule list',
  scheduleShow: (name: string): string => `season-sync schedule show ${name}`,
  scheduleResume: (name: string): string => `season-sync schedule resume ${name}`,
} as const

/** A next step for a person; messages print `<words>: <command>`. */
export interface NextStep {
  readonly words: string
  readonly command: string
}

/** A run that has ended. `retryOf`: the run that it asked again for. */
export type EndedRunName = RunName &
  SyncName & {
    readonly retryOf?: string | null | undefined
    readonly trigger?: string | undefined
    readonly cause?: string | null | undefined
  }

/** The next steps after a run, by its outcome. A retry that is partial again shows that asking once more may not help. */
export function nextSteps(outcome: Outcome, run: EndedRunName): readonly NextStep[] {
  switch (outcome) {
    case 'partial':
      return [
        { words: 'see', command: COMMAND.show(run) },
        { words: 'ask for what is missing with', command: COMMAND.retry(run) },
        ...((run.retryOf ?? null) === null
          ? []
          : [
              { words: 'if the answers stay the same, accept them with', command: COMMAND.accept(run) },
              {
                words: 'remove stored rows that they lack with (--dry-run names them first)',
                command: COMMAND.acceptRemovals(run),
              },
            ]),
      ]
    case 'cancelled':
      return [
        {
          words: 'go on with',
          command: run.trigger === 'rebuild' ? COMMAND.rebuild(run) : COMMAND.retry(run),
        },
      ]
    case 'failed':
      if (isUnknownTeam(run.cause)) return [{ words: 'see', command: COMMAND.show(run) }]
      return [{ words: 'try again with', command: COMMAND.sync(run) }]
    default:
      return [{ words: 'see', command: COMMAND.show(run) }]
  }
}

/** The next steps after a backfill that is not whole. */
export const seasonsNextSteps = (run: RunName): readonly NextStep[] => [
  { words: 'see', command: COMMAND.show(run) },
  { words: 'run the seasons that are not whole again with', command: COMMAND.retry(run) },
]
