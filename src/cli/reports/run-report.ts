import { COMMAND } from '../../contracts/next-step.js'
import { isSource } from '../../contracts/source-names.js'
import { narrowText } from '../../contracts/season-start.js'
import type { Outcome, StepOutcome } from '../../contracts/outcome.js'
import { findDataset } from '../../datasets/catalogue.js'
import { acceptedOf, notesOf, type RunReport } from '../../runs/report.js'
import type { StepProgress, TableCounts } from '../../store/runs/history.js'
import { localTime } from '../../text/local-time.js'
import { count, duration, table, thousands, type CellText, type Fact } from '../terminal.js'

/** Verify runs only for these outcomes, not for a step that failed or was cancelled. */
const VERIFIED: ReadonlySet<StepOutcome> = new Set<StepOutcome>(['succeeded', 'partial'])

/** What the first line of a summary names. */
interface Named {
  readonly run: Pick<RunReport['run'], 'season' | 'seasonType' | 'narrow' | 'trigger' | 'outcome' | 'players'>
  readonly steps: readonly Pick<StepProgress, 'name'>[]
}

/** The first line of a summary. */
export function headline({ run, steps }: Named): string {
  const season = `${run.season} ${run.seasonType}${narrowText(run.narrow)}`
  const what = steps.some((step) => step.name === 'players')
    ? count(run.players ?? 0, 'player')
    : steps.map((step) => step.name).join(', ') || 'nothing'
  const rebuilt = run.trigger === 'rebuild'
  const [noun, verb] = rebuilt ? ['rebuild', 'Rebuilt'] : ['sync', 'Synced']
  const where = rebuilt ? ' from the archive' : ''
  const ends: Readonly<Record<Outcome, string>> = {
    running: `The ${noun} of ${season} is running`,
    succeeded: `${verb} ${what} for ${season}${where}`,
    partial: `${verb} ${what} for ${season}${where}${steps.length === 0 ? '' : ', not all of it'}`,
    failed: `The ${noun} of ${season} failed`,
    cancelled: `The ${noun} of ${season} was cancelled`,
  }
  return ends[run.outcome]
}

/** The datasets with their numbers; a dataset that fills several tables has a line for each table. */
export function stepTable(steps: readonly StepProgress[], tables: readonly TableCounts[]): string {
  const rows = steps.flatMap((step): CellText[][] => {
    const own = tables.filter((each) => each.dataset === step.name)
    return [
      [
        step.name,
        stateOf(step),
        step.inserted,
        step.updated,
        step.unchanged,
        step.removed,
        step.quarantined,
        step.missing,
        requestsText(step),
        step.retries,
        step.verifiedBy ?? (VERIFIED.has(step.outcome) ? 'nothing' : ''),
      ],
      ...(own.length < 2
        ? []
        : own.map((each) => [
            `  ${each.table}`,
            '',
            each.inserted,
            each.updated,
            each.unchanged,
            each.removed,
          ])),
    ]
  })
  const head = ['dataset', 'outcome', 'inserted', 'updated', 'unchanged', 'removed', 'quarantined', 'missing']
  return table([...head, 'requests', 'retries', 'verified by'], rows)
}

/** The outcome of a step; `done` while others of a running sync are not, and it has yet to be verified. */
const stateOf = ({ outcome, endedAt }: StepProgress): string =>
  outcome === 'running' && endedAt !== null ? 'done' : outcome

/** `1,230`, or `410/1,230` where some were not answered: planned, and perhaps never sent. */
const requestsText = ({ answered, requests }: StepProgress): CellText =>
  answered < requests ? `${thousands(answered)}/${thousands(requests)}` : requests

/** Why requests were not sent: '1,216 requests about games of more than 7 days ago, whose answers are in the tables'. */
export function settledText(
  { source, recheckDays }: Pick<RunReport['run'], 'source' | 'recheckDays'>,
  steps: readonly Pick<StepProgress, 'name' | 'settled'>[],
): string | null {
  const isFresh = ({ name }: { readonly name: string }): boolean =>
    isSource(source) && findDataset(source, name)?.freshFor !== undefined
  const sum = (of: typeof steps): number => of.reduce((total, { settled }) => total + settled, 0)
  const games = sum(steps.filter((step) => !isFresh(step)))
  const fresh = sum(steps.filter(isFresh))
  const why = [
    ...(games === 0
      ? []
      : [
          `${count(games, 'request')} about games of more than ${count(recheckDays ?? 0, 'day')} ago, whose answers are in the tables`,
        ]),
    ...(fresh === 0 ? [] : [`${count(fresh, 'request')} whose answers are fresh`]),
  ]
  return why.length === 0 ? null : `${why.join('; ')} (--recheck all asks again)`
}

/** The earlier run that verified datasets: 'run 01a2… (games, play_by_play); nothing was written since'. */
export function verifiedInText(steps: readonly Pick<StepProgress, 'name' | 'verifiedIn'>[]): string | null {
  const runs = new Set(steps.flatMap(({ verifiedIn }) => verifiedIn ?? []))
  if (runs.size === 0) return null
  const texts = [...runs].map((runId) => {
    const names = steps.filter(({ verifiedIn }) => verifiedIn === runId).map(({ name }) => name)
    return names.length === steps.length ? runId : `${runId} (${names.join(', ')})`
  })
  return `run ${texts.join('; run ')}; nothing was written since`
}

/**
 * The facts that the table leaves out: verification, notes, time, names and links. `listed`: the findings stand below, so
 * that no command has to be named that lists them.
 */
export function runFacts(
  { run, webUiUrl, steps, findings }: RunReport,
  { listed = false }: { readonly listed?: boolean } = {},
): readonly Fact[] {
  const where = listed ? 'listed below' : `listed by ${COMMAND.show(run)}`
  const accepted = acceptedOf(findings).length
  const conflicts = steps.reduce((sum, step) => sum + step.conflicts, 0)
  return [
    [
      'verified by',
      run.verifiedBy ?? (VERIFIED.has(run.outcome) ? 'nothing: no independent source was there' : null),
    ],
    ['verified in', verifiedInText(steps)],
    ['conflicts', conflicts === 0 ? null : `${thousands(conflicts)} found (${where})`],
    ['not asked', settledText(run, steps)],
    ['accepted', accepted === 0 ? null : `${count(accepted, 'finding')} (${where})`],
    ...notesOf(findings).map((note) => ['note', note] as const),
    ['control', run.control],
    ['retry of', run.retryOf],
    ['started', localTime(run.startedAt)],
    ['time', run.endedAt === null ? null : duration(run.endedAt.getTime() - run.startedAt.getTime())],
    ['run', run.runId],
    ['web UI', webUiUrl],
  ]
}
