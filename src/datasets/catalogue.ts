import { canonicalName } from '../contracts/dataset-names.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { NBA_DATASETS, REST_DATASETS } from '../generated/catalogue/datasets.js'
import { SANDBOX_ENDPOINTS } from '../sandbox/endpoints.js'
import { printable } from '../text/printable.js'
import type { Dataset } from './dataset.js'

/** The order in which people see the datasets; all others follow by name. */
const FIRST = [
  'games',
  'team_game_logs',
  'player_game_logs',
  'teams',
  'players',
  'player_seasons',
  'standings',
  'box_scores',
  'play_by_play',
]

/** Each dataset after those that it needs; else in the order of people. */
function inOrder(datasets: readonly Dataset[]): readonly Dataset[] {
  const place = ({ name }: Dataset): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  const sorted = datasets.toSorted((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
  const ordered = new Set<Dataset>()
  const add = (dataset: Dataset): void => {
    for (const need of dataset.needs) {
      const needed = sorted.find(({ name }) => name === need)
      if (needed !== undefined && !ordered.has(needed)) add(needed)
    }
    ordered.add(dataset)
  }
  sorted.forEach(add)
  return [...ordered]
}

const nba = inOrder(NBA_DATASETS)

/** The datasets of each source, in the order in which people see them. The sandbox has those that it serves. */
export const CATALOGUE: Readonly<Record<SourceName, readonly Dataset[]>> = {
  nba,
  sandbox: nba.filter(({ endpoint }) => SANDBOX_ENDPOINTS.some((served) => served === endpoint)),
  rest: inOrder(REST_DATASETS),
}

/** One dataset by its name, the present or a former one. Throws a UserError (exit 2). */
export function datasetOf(source: SourceName, name: string): Dataset {
  const present = canonicalName(name)
  const found = CATALOGUE[source].find((dataset) => dataset.name === present)
  if (!found) {
    const known = CATALOGUE[source].map((dataset) => dataset.name).join(', ')
    throw new UserError(`'${printable(name)}' is not a dataset of ${source}; one of ${known}.`, 2)
  }
  return found
}
