import type { Measurement } from '../measurement.js'
import { median, number, whole } from '../medians.js'
import type { Table } from './section.js'

/** CPU and memory by process: medians of the rounds of each tool. */
export function usageTable(measured: ReadonlyMap<string, readonly Measurement[]>): Table {
  return {
    caption:
      'CPU and memory by process (medians; Postgres with all its processes, its peak that of the largest)',
    headers: ['run', 'process', 'CPU seconds', 'peak MB'],
    rows: [...measured].flatMap(([tool, rounds]) =>
      Object.keys(rounds[0]?.usage ?? {}).map((process) => [
        tool,
        process,
        number(median(rounds.map(({ usage }) => usage[process]?.cpuSeconds ?? NaN))),
        whole(median(rounds.map(({ usage }) => usage[process]?.peakMB ?? NaN))),
      ]),
    ),
  }
}

/** Median peak of a process, megabytes. */
export const peakOf = (rounds: readonly Measurement[], process: string): number =>
  median(rounds.map(({ usage }) => usage[process]?.peakMB ?? NaN))

export const secondsOf = (rounds: readonly Measurement[]): number =>
  median(rounds.map(({ seconds }) => seconds))
