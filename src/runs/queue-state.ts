import { isOfAnother } from '../contracts/cluster.js'
import { isSource } from '../contracts/source-names.js'
import { proxyOfWay } from '../contracts/ways.js'
import { easternToday } from '../season/season.js'
import { urgencyOf } from '../season/urgency.js'
import type { Settings } from '../settings.js'
import type { SourceState } from '../store/pace/source-state.js'

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
  return {
    ...state,
    /** The proxy of this way, where there are several. */
    proxy: proxyOfWay(state.way) ?? null,
    /** `down`: the hold is over, and the next request shows whether the way can be used again. */
    state: state.holdUntil !== null ? 'resting' : state.strikes > 0 ? 'down' : 'open',
    pace: paces.length === 0 ? defaultPace : Math.min(...paces),
    runs,
  } as const
}

export type Queue = ReturnType<typeof queueJson>
