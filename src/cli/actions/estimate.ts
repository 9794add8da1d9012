import type { SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { seasonsInput, type SeasonsOrder } from '../../datasets/seasons.js'
import { messageOf } from '../../errors.js'
import { estimateOrder, type OrderEstimate } from '../../runs/order-estimate.js'
import { readSettings, type Settings } from '../../settings.js'
import { EMBEDDED_DATABASES, readStackStatus } from '../../stack/index.js'
import { openDatabase } from '../../store/database/database.js'
import { EXIT_CODES } from '../exit-codes.js'
import { printJson } from '../print-json.js'
import { estimateJson, estimateText } from '../reports/estimate-report.js'
import { print, printNotice } from '../terminal.js'

/** Prints how many requests an order makes, and how long they take, by dataset. It starts nothing and asks nobody. */
export async function showEstimate(
  order: SeasonsOrder,
  { json }: { readonly json?: boolean },
): Promise<number> {
  const settings = readSettings()
  const { input, notOffered } = seasonsInput(order, settings)
  const estimate = await estimated(settings, input)
  if (json === true) printJson('estimate', estimateJson(input.seasons, notOffered, estimate))
  else print(estimateText(input.seasons, notOffered, estimate))
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
