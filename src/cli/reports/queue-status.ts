import { isOfAnother } from '../../contracts/cluster.js'
import { isSource } from '../../contracts/source-names.js'
import { easternToday } from '../../season/season.js'
import { urgencyOf } from '../../season/urgency.js'
import type { Settings } from '../../settings.js'
import type { SourceState } from '../../store/pace/source-state.js'
import { localTime } from '../../text/local-time.js'
import { count, type Fact } from '../terminal.js'

/** Priority of runs when requests are rate-limited. */
const RANK = { today: 0, current: 1, sync: 2, backfill: 3 } as const

/**
 * The rate limit of a source: the pace in force, its hold, and the waiting runs by priority. `cluster`: id of the present
 * Temporal cluster; null: not known.
 */
export function queueJson(state: SourceState, settings: Settings, cluster: string | null) {
  const today = easternToday(settings.today)
  const runs = state.runs
    .map((run) => ({
      ...run,
      urgency: urgencyOf(run, today),
      ofAnotherTemporal: isOfAnother(run.clusterId, cluster),
    }))
    .toSorted((a, b) => RANK[a.urgency] - RANK[b.urgency])
  const defaultPace = isSource(state.source) ? settings[state.source].pace : Number.NaN
  const paces = runs.filter(({ countsForPace }) => countsForPace).map(({ pace }) => pace ?? defaultPace)
  return { ...state, pace: paces.length === 0 ? defaultPace : Math.min(...paces), runs }
}

export type Queue = ReturnType<typeof queueJson>

/** '1 request/s; on hold until 12:30:05 (answered 429 …)' and a line for each waiting run. */
export function queueFacts({ source, pace, holdUntil, holdReason, strikes, probing, runs }: Queue): Fact[] {
  const probe = probing ? 'one request probes now' : 'then one request probes'
  const parts = [
    `${pace} ${pace === 1 ? 'request' : 'requests'}/s`,
    ...(holdUntil === null ? [] : [`on hold until ${localTime(holdUntil)} (${holdReason ?? 'a hold'})`]),
    ...(strikes === 0 ? [] : [`blocked or down ${count(strikes, 'time')} in a row, ${probe}`]),
  ]
  return [[`pace of ${source}`, parts.join('; ')], ...runs.map((run): Fact => ['waiting run', runText(run)])]
}

function runText(run: Queue['runs'][number]): string {
  const paceText = run.pace === null ? '' : `, ${run.pace}/s`
  const state = [
    run.control === null ? '' : `, ${run.control}`,
    run.ofAnotherTemporal ? ', of another Temporal' : '',
    run.countsForPace ? '' : ', counts no longer for the pace',
  ].join('')
  return `${run.season} ${run.seasonType} (${run.urgency}${paceText}${state}): ${count(run.toAsk, 'request')} to ask`
}
