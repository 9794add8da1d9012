import { budgetText } from '../../contracts/budget.js'
import type { SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { seasonsInput, type SeasonsOrder } from '../../datasets/seasons.js'
import { messageOf } from '../../errors.js'
import { estimateOrder, type OrderEstimate } from '../../runs/order-estimate.js'
import type { SeasonScope } from '../../season/season.js'
import { seasonsTitle } from '../../season/seasons-title.js'
import { readSettings, type Settings } from '../../settings.js'
import { EMBEDDED_DATABASES, readStackStatus } from '../../stack/index.js'
import { openDatabase } from '../../store/database/database.js'
import { estimateJson } from '../reports/output-objects.js'
import { printJson } from '../print-json.js'
import { count, duration, facts, print, printNotice, table } from '../terminal.js'
import { EXIT_CODES } from '../reports/run-report.js'

/** Prints how many requests an order makes, and how long they take, by dataset. It starts nothing and asks nobody. */
export async function showEstimate(
  order: SeasonsOrder,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const settings = readSettings()
  const { input, notOffered } = seasonsInput(order, settings)
  const estimate = await estimated(settings, input)
  if (json === true) printJson('estimate', estimateJson(input.seasons, notOffered, estimate))
  else printEstimate(input.seasons, notOffered, estimate)
  return EXIT_CODES.succeeded
}

/** By a database that is there now: a dry run starts none. */
async function estimated(settings: Settings, input: SeasonsSyncInput): Promise<OrderEstimate> {
  const url =
    settings.databaseUrl ?? (await readStackStatus(settings))?.databaseUrls[EMBEDDED_DATABASES[input.source]]
  if (url === undefined) return estimateOrder(settings, input)
  const database = openDatabase(url, 'check')
  try {
    return await estimateOrder(settings, input, database.pool)
  } catch (error) {
    // It is not there, or has no tables yet.
    printNotice(`Estimated as for an empty database, since this one cannot be read: ${messageOf(error)}`)
    return await estimateOrder(settings, input)
  } finally {
    await database.close()
  }
}

function printEstimate(
  seasons: readonly SeasonScope[],
  notOffered: readonly SeasonScope[],
  { pace, budget, requests, byDataset, secondsOf }: OrderEstimate,
): void {
  const { season, seasonType } = seasonsTitle(seasons)
  const line = (name: string, n: number) => [name, n, duration(secondsOf(n) * 1000)]
  print(
    `${season} ${seasonType}: ${count(seasons.length, 'season')} of about ${count(requests, 'request')}\n`,
  )
  print(
    table(
      ['dataset', 'requests', 'time'],
      [...[...byDataset].map(([name, n]) => line(name, n)), line('total', requests)],
    ),
  )
  print(
    `\n${facts([
      ['pace', `${pace} requests/s`],
      ['budget', budget && budgetText(budget)],
      [
        'not offered',
        notOffered.length === 0 ? null : `${count(notOffered.length, 'season')}, without any of the datasets`,
      ],
      ['started', 'nothing: this is a dry run'],
    ])}`,
  )
}
