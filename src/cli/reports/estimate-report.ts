import { budgetText } from '../../contracts/budget.js'
import type { OrderEstimate } from '../../runs/order-estimate.js'
import type { SeasonScope } from '../../season/season.js'
import { seasonsTitle } from '../../season/seasons-title.js'
import { count, duration, facts, table } from '../terminal.js'

/** The object of `--dry-run --json`. */
export const estimateJson = (
  seasons: readonly SeasonScope[],
  notOffered: readonly SeasonScope[],
  { pace, budget, requests, byDataset, secondsOf }: OrderEstimate,
) => ({
  ...seasonsTitle(seasons),
  seasons: seasons.length,
  notOffered,
  pace,
  budget: budget ?? null,
  requests,
  seconds: Math.round(secondsOf(requests)),
  datasets: [...byDataset].map(([name, n]) => ({ name, requests: n, seconds: Math.round(secondsOf(n)) })),
})

/** The text of a dry run. */
export function estimateText(
  seasons: readonly SeasonScope[],
  notOffered: readonly SeasonScope[],
  { pace, budget, requests, byDataset, secondsOf }: OrderEstimate,
): string {
  const { season, seasonType } = seasonsTitle(seasons)
  const line = (name: string, n: number) => [name, n, duration(secondsOf(n) * 1000)]
  return [
    `${season} ${seasonType}: ${count(seasons.length, 'season')} of about ${count(requests, 'request')}`,
    table(
      ['dataset', 'requests', 'time'],
      [...[...byDataset].map(([name, n]) => line(name, n)), line('total', requests)],
    ),
    facts([
      ['pace', `${pace} requests/s`],
      ['budget', budget && budgetText(budget)],
      [
        'not offered',
        notOffered.length === 0 ? null : `${count(notOffered.length, 'season')}, without any of the datasets`,
      ],
      ['started', 'nothing: this is a dry run'],
    ]),
  ].join('\n\n')
}
