import type { Outcome } from './outcome.js'

/** What names a run in a command: each source has a database of its own, so an id alone may find nothing. */
export interface RunName {
  readonly runId: string
  readonly source: string
}

/** What a sync brings. `only` undefined: the datasets of every sync. */
export interface SyncName {
  readonly season: string
  readonly source?: string | undefined
  readonly seasonType?: string | undefined
  readonly only?: readonly string[] | undefined
}

/** A season that every source has, for people who have not synced one yet. */
const EXAMPLE_SEASON = '2018-19'

/** Commands take a source and a season type for these unless told otherwise. */
const USUAL_SOURCE = 'nba'
const USUAL_TYPE = 'Regular Season'

const ofSource = (source = USUAL_SOURCE): string => (source === USUAL_SOURCE ? '' : ` --source ${source}`)

const ofRun =
  (command: string) =>
  ({ runId, source }: RunName): string =>
    `season-sync ${command} ${runId}${ofSource(source)}`

const sync = ({ season, source, seasonType = USUAL_TYPE, only }: SyncName): string =>
  [
    `season-sync sync ${season}${ofSource(source)}`,
    ...(seasonType === USUAL_TYPE ? [] : [`--season-type '${seasonType}'`]),
    ...(only === undefined ? [] : [`--only ${only.join(',')}`]),
  ].join(' ')

/** The commands that people are told to run, complete with all that they need to find what is meant. */
export const COMMAND = {
  show: ofRun('show'),
  retry: ofRun('retry'),
  resume: ofRun('resume'),
  cancel: ofRun('cancel'),
  sync,
  /** Follows the sync of the season that is running. */
  join: (of: SyncName): string => `${sync(of)} --if-running join`,
  firstSync: (source?: string): string => sync({ season: EXAMPLE_SEASON, source }),
  history: (source?: string): string => `season-sync history${ofSource(source)}`,
  worker: 'season-sync worker',
  migrate: 'season-sync migrate',
  status: 'season-sync status',
  up: 'season-sync up --detach',
  down: 'season-sync down',
  scheduleCreate: "season-sync schedule create nightly --cron '0 6 * * *'",
  scheduleList: 'season-sync schedule list',
  scheduleShow: (name: string): string => `season-sync schedule show ${name}`,
  scheduleResume: (name: string): string => `season-sync schedule resume ${name}`,
} as const

/** What a person can do next: words that a colon and the command follow. */
export interface NextStep {
  readonly words: string
  readonly command: string
}

/** What a person can do about a run, by how it ended. */
export function nextSteps(outcome: Outcome, run: RunName & SyncName): readonly NextStep[] {
  switch (outcome) {
    case 'partial':
      return [
        { words: 'see', command: COMMAND.show(run) },
        { words: 'ask for what is missing with', command: COMMAND.retry(run) },
      ]
    case 'cancelled':
      return [{ words: 'go on with', command: COMMAND.retry(run) }]
    case 'failed':
      return [{ words: 'try again with', command: COMMAND.sync(run) }]
    default:
      return [{ words: 'see', command: COMMAND.show(run) }]
  }
}
