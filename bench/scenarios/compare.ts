import type { Replay } from '../../test/real/replay.js'
import type { Arena } from '../arena.js'
import type { Competitor } from '../competitors/competitor.js'
import type { Measurement } from '../measurement.js'
import { list, median, number, whole } from '../medians.js'
import { type Goal, type Section, type Table } from '../report/section.js'
import { peakOf, usageTable } from '../report/usage-table.js'
import { dlt } from '../competitors/dlt.js'
import { floor } from '../competitors/floor.js'
import { ours } from '../competitors/ours.js'
import { plainLoop } from '../competitors/plain-loop.js'

type Measured = ReadonlyMap<string, readonly Measurement[]>

/** Measures the tools one after the other, round by round, so that noise of the machine hits all of them. */
export async function compare(
  arena: Arena,
  replay: Replay,
  tools: readonly Competitor[],
): Promise<Section & { readonly measured: Measured }> {
  const reasons = await Promise.all(tools.map((tool) => tool.unavailable()))
  const skipped = tools.flatMap(({ name }, i) => (reasons[i] === undefined ? [] : [`${name}: ${reasons[i]}`]))
  const available = tools.filter((_, i) => reasons[i] === undefined)
  const measured = new Map<string, Measurement[]>(available.map(({ name }) => [name, []]))
  for (let round = 1; round <= arena.scale.rounds; round++) {
    for (const tool of available) {
      const measurement = await tool.measure(arena, replay)
      arena.say(`${tool.name}, round ${round}: ${number(measurement.seconds)} s`)
      measured.get(tool.name)?.push(measurement)
    }
  }
  return {
    measured,
    notes: available.map(({ name, what }) => `- **${name}**: ${what}`),
    tables: [timesTable(measured), usageTable(measured)],
    goals: goalsOf(measured),
    skipped,
  }
}

/** Seconds for the whole season: as measured, or for the plain loop as many times its part as that has fewer rows. */
function wholeSeason(measured: Measured, tool: string): readonly number[] {
  const rounds = measured.get(tool) ?? []
  const most = Math.max(...[...measured.values()].flat().map(({ rows }) => rows))
  const rows = measured.get(floor.name)?.[0]?.rows ?? most
  return rounds.map((one) => (tool === plainLoop.name ? (one.seconds / one.rows) * rows : one.seconds))
}

function timesTable(measured: Measured): Table {
  const base = median(wholeSeason(measured, floor.name))
  const own = median(wholeSeason(measured, ours.name))
  return {
    caption: 'Seconds for the season',
    headers: ['tool', 'median', 'all', '÷ floor', '÷ season-sync', 'requests', 'rows'],
    rows: [...measured].map(([tool, rounds]) => {
      const seconds = wholeSeason(measured, tool)
      const part = tool === plainLoop.name
      return [
        part ? `${tool} (computed from the first games)` : tool,
        number(median(seconds)),
        list(seconds),
        Number.isNaN(base) ? '–' : number(median(seconds) / base, 2),
        number(median(seconds) / own, 2),
        whole(median(rounds.map(({ requests }) => requests))),
        whole(median(rounds.map(({ rows }) => rows))),
      ]
    }),
  }
}

function goalsOf(measured: Measured): readonly Goal[] {
  const seconds = (tool: string): number => median(wholeSeason(measured, tool))
  const ratios = [
    { what: 'season-sync ÷ floor at most 1.6', ratio: seconds(ours.name) / seconds(floor.name), most: 1.6 },
    { what: 'dlt ÷ season-sync at least 3', ratio: seconds(dlt.name) / seconds(ours.name), least: 3 },
    {
      what: 'plain loop ÷ season-sync at least 30',
      ratio: seconds(plainLoop.name) / seconds(ours.name),
      least: 30,
    },
  ]
  const peak = peakOf(measured.get(ours.name) ?? [], 'worker')
  return [
    ...ratios
      .filter(({ ratio }) => !Number.isNaN(ratio))
      .map(({ what, ratio, most = Infinity, least = 0 }) => ({
        what,
        measured: number(ratio, 2),
        met: ratio <= most && ratio >= least,
      })),
    { what: "the worker's peak at most 400 MB", measured: whole(peak), met: peak <= 400 },
  ]
}
