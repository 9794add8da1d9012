import { budgetText, type Budget } from '../../contracts/budget.js'
import type { Urgency } from '../../contracts/season-run.js'
import { kindOf, type SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { seasonsInput, type SeasonsOrder } from '../../datasets/seasons.js'
import {
  Estimate,
  storedAnswers,
  totalOf,
  type RequestsByDataset,
  type StoredAnswers,
} from '../../runs/estimate.js'
import { easternToday, type SeasonScope } from '../../season/season.js'
import { seasonsTitle } from '../../season/seasons-title.js'
import { readSettings, waysIn, type Settings } from '../../settings.js'
import { EMBEDDED_DATABASES, readStackStatus } from '../../stack/index.js'
import { openDatabase } from '../../store/database/database.js'
import { secondsFor } from '../../store/pace/seconds-for.js'
import { count, duration, facts, print, printJson, table } from '../terminal.js'
import { EXIT_CODES } from '../reports/run-report.js'

/** Prints how many requests an order makes, and how long they take, by dataset. It starts nothing and asks nobody. */
export async function showEstimate(
  order: SeasonsOrder,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const settings = readSettings()
  const { input, notOffered } = seasonsInput(order, settings)
  const { source, seasons, request } = input
  const today = easternToday(settings.today)
  const estimate = new Estimate(source, today, await storedIn(settings, today, input))
  const total = new Map<string, number>()
  for (const season of seasons)
    for (const [name, n] of await estimate.requests(season, request))
      total.set(name, (total.get(name) ?? 0) + n)
  const { pace: usual, budget } = settings[source]
  const ways = waysIn(settings, source)
  const limits = { pace: request.pace ?? usual, budget, urgency: kindOf(input), ways }
  if (json === true) printJson(estimateJson(seasons, notOffered, total, limits))
  else printEstimate(seasons, notOffered, total, limits)
  return EXIT_CODES.succeeded
}

/** What a database has that is there now: a dry run starts none. */
async function storedIn(
  settings: Settings,
  today: string,
  { source, request, seasons }: SeasonsSyncInput,
): Promise<StoredAnswers | undefined> {
  const url =
    settings.databaseUrl ?? (await readStackStatus(settings))?.databaseUrls[EMBEDDED_DATABASES[source]]
  if (url === undefined) return undefined
  const database = openDatabase(url, 'check')
  try {
    return await storedAnswers(database.pool, source, today, request, seasons)
  } catch {
    return undefined // it is not there, or has no tables yet
  } finally {
    await database.close()
  }
}

/** What decides how long requests take. */
interface Limits {
  readonly pace: number
  readonly budget: Budget | undefined
  readonly urgency: Urgency
  /** Proxies, each with this pace and budget. */
  readonly ways: number
}

const secondsOf = (requests: number, { pace, budget, urgency, ways }: Limits): number =>
  secondsFor(requests, pace, budget, urgency, ways)

const estimateJson = (
  seasons: readonly SeasonScope[],
  notOffered: readonly SeasonScope[],
  requests: RequestsByDataset,
  limits: Limits,
) => ({
  ...seasonsTitle(seasons),
  seasons: seasons.length,
  notOffered,
  pace: limits.pace,
  budget: limits.budget ?? null,
  requests: totalOf(requests),
  seconds: Math.round(secondsOf(totalOf(requests), limits)),
  datasets: [...requests].map(([name, n]) => ({
    name,
    requests: n,
    seconds: Math.round(secondsOf(n, limits)),
  })),
})

function printEstimate(
  seasons: readonly SeasonScope[],
  notOffered: readonly SeasonScope[],
  requests: RequestsByDataset,
  limits: Limits,
): void {
  const { season, seasonType } = seasonsTitle(seasons)
  const line = (name: string, n: number) => [name, n, duration(secondsOf(n, limits) * 1000)]
  print(
    `${season} ${seasonType}: ${count(seasons.length, 'season')} of about ${count(totalOf(requests), 'request')}\n`,
  )
  print(
    table(
      ['dataset', 'requests', 'time'],
      [...[...requests].map(([name, n]) => line(name, n)), line('total', totalOf(requests))],
    ),
  )
  print(
    `\n${facts([
      ['pace', `${limits.pace} requests/s`],
      ['budget', limits.budget && budgetText(limits.budget)],
      [
        'not offered',
        notOffered.length === 0 ? null : `${count(notOffered.length, 'season')}, without any of the datasets`,
      ],
      ['started', 'nothing: this is a dry run'],
    ])}`,
  )
}
