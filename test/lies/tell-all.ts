import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Dataset, DatasetRequest } from '../../src/datasets/dataset.js'
import { AnswerTable } from './answer-table.js'
import type { LyingSeason, Told } from './lying-season.js'

/** How a dataset ended whose answers lied: believed, believed with a note, or not. */
export type Ending = 'believed' | 'noted' | 'not believed'

/** Tells the same lie in the answers of all datasets of a season at once, to an empty database. */
export async function tellAll(
  season: LyingSeason,
  told: Told,
  change: (table: AnswerTable) => void,
): Promise<{
  readonly healed: boolean
  /** Of the datasets of whose tables the lie changed something, or would have. */
  readonly endings: Readonly<Record<string, Ending>>
}> {
  const about = told.lying ?? told.more
  const datasets = CATALOGUE.nba.filter(({ name }) => about.includes(name))
  const asked = await Promise.all(datasets.map((dataset) => askedBy(dataset, told.season)))
  const lying = new Set<string>()
  const of = (path: string): readonly Dataset[] => datasets.filter((_dataset, i) => asked[i]?.(path))
  const lie = {
    about: (path: string) => of(path).length > 0,
    answer: (body: Record<string, unknown>, path: string) => {
      const honest = JSON.stringify(body)
      for (const dataset of of(path)) {
        const before = JSON.stringify(body)
        for (const spec of dataset.tables) change(new AnswerTable(body, spec))
        if (JSON.stringify(body) !== before) lying.add(dataset.name)
      }
      return JSON.stringify(body) === honest ? honest : JSON.stringify(body)
    },
  }
  const { runId, datasets: steps, differences, healed } = await season.tell(lie, told.more, { first: true })
  const notes = await season.notesOf(runId)
  const endings: Record<string, Ending> = {}
  for (const { name, outcome } of steps) {
    if (!lying.has(name)) continue
    const tables = datasets.find((dataset) => dataset.name === name)?.tables ?? []
    const differs = differences.some(({ table }) => tables.some((spec) => spec.name === table))
    if (outcome === 'succeeded' && !differs) continue
    const noted = notes.some(({ dataset }) => dataset === name)
    endings[name] = outcome !== 'succeeded' ? 'not believed' : noted ? 'noted' : 'believed'
  }
  return { healed, endings }
}

/** Whether a path and query is a request of the dataset, about whichever game, team or player. */
async function askedBy(dataset: Dataset, season: string): Promise<(path: string) => boolean> {
  const ids = async () => ['0']
  const requests = await dataset.requests(
    { season, seasonType: 'Regular Season' },
    { playedGames: ids, teams: ids, players: ids },
  )
  return (path) => {
    const url = new URL(path, 'http://x')
    return requests.some((request) => matches(request, dataset, url))
  }
}

const SUBJECT_PARAMETER: Readonly<Record<string, string>> = {
  team: 'TeamID',
  game: 'GameID',
  player: 'PlayerID',
}

const matches = (request: DatasetRequest, { subject }: Dataset, url: URL): boolean =>
  url.pathname === request.path &&
  Object.entries(request.params).every(
    ([name, value]) => name === SUBJECT_PARAMETER[subject] || (url.searchParams.get(name) ?? '') === value,
  )
