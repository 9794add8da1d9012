import type { SourceName } from '../contracts/source-names.js'
import { seasonOf } from '../season/season.js'
import { seasonSize } from '../season/season-size.js'
import { CATALOGUE, datasetOf } from './catalogue.js'
import type { Dataset, TableSpec } from './dataset.js'
import { columnType } from './kit/cells.js'
import type { Check } from './kit/verify.js'
import { columnMeaning, tableMeaning } from './meanings.js'
import { ONE_OF_EACH, timesOf } from './one-of-each.js'

/** What a person may know of a dataset without reading its declaration. */
export interface Description {
  readonly name: string
  readonly what: string
  readonly group: string | null
  /** What one request is about. */
  readonly subject: Dataset['subject']
  /** As people name it. */
  readonly endpoint: string
  /** First season. */
  readonly since: string
  /** Null: all. */
  readonly seasonTypes: readonly string[] | null
  /** Requests for a regular season of 30 teams with 82 games each, about. */
  readonly requests: number
  readonly byDefault: boolean
  /** Datasets that come with it. */
  readonly needs: readonly string[]
  readonly tables: readonly TableDescription[]
  /** What the answer has and no column holds, by the reason why. */
  readonly leftOut: Dataset['leftOut']
  /** What its rows are held against; empty: nothing independent is there. */
  readonly checks: readonly string[]
}

export interface TableDescription {
  readonly name: string
  readonly what: string | null
  readonly key: readonly string[]
  readonly columns: readonly {
    readonly name: string
    /** As Postgres names it. */
    readonly type: string
    readonly nullable: boolean
    /** Header or path of the answer; null: the request or other columns tell it. */
    readonly from: string | null
    /** Meaning and unit; null: a column of one's own whose name the dictionary does not know. */
    readonly meaning: string | null
  }[]
}

/** Describes all datasets of a source, in the order of the catalogue. */
export const describeDatasets = (source: SourceName): Promise<readonly Description[]> =>
  Promise.all(CATALOGUE[source].map((dataset) => describe(dataset)))

/** Describes one. Throws a UserError (exit 2) for an unknown name. */
export const describeDataset = (source: SourceName, name: string): Promise<Description> =>
  describe(datasetOf(source, name))

async function describe(dataset: Dataset): Promise<Description> {
  const {
    name,
    title,
    group,
    subject,
    endpoint,
    called = endpoint,
    since,
    seasonTypes,
    byDefault,
    needs,
    leftOut,
  } = dataset
  return {
    name,
    what: title,
    group: group ?? null,
    subject,
    endpoint: called,
    since: seasonOf(since),
    seasonTypes: seasonTypes ?? null,
    requests: await requestsOfASeason(dataset),
    byDefault,
    needs,
    tables: dataset.tables.map((table) => describeTable(table)),
    leftOut,
    checks: dataset.verify.map((check) => checkText(check)),
  }
}

const describeTable = ({ name, key, columns, from, types }: TableSpec): TableDescription => ({
  name,
  what: tableMeaning(name) ?? null,
  key,
  columns: [...key, ...columns.filter((column) => !key.includes(column))].map((column) => {
    const { types: held, nullable } = types[column] ?? columnType.nullable('text')
    return {
      name: column,
      type: POSTGRES[held[0] ?? 'text'],
      nullable,
      from: from[column] ?? null,
      meaning: columnMeaning(name, column) ?? null,
    }
  }),
})

const POSTGRES = {
  text: 'text',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float8: 'float8',
  bool: 'boolean',
  _int8: 'bigint[]',
  date: 'date',
  timestamptz: 'timestamptz',
} as const

/** A season of 30 teams with 82 games each, long over. */
const WHOLE = '2023-24'

async function requestsOfASeason(dataset: Dataset): Promise<number> {
  if (dataset.derivedFrom !== undefined) return 0
  const scope = { season: WHOLE, seasonType: dataset.seasonTypes?.[0] ?? 'Regular Season' } as const
  const size = seasonSize(scope, '2026-01-01')
  return (await dataset.requests(scope, ONE_OF_EACH)).length * timesOf(size)[dataset.subject]
}

/** 'same values: box_score_players and player_game_logs' */
function checkText(check: Check): string {
  const { kind, ...of } = check
  const tables = Object.entries(of).flatMap(([member, value]) =>
    ['log', 'table', 'players', 'teams', 'with', 'among'].includes(member) && typeof value === 'string'
      ? [value]
      : [],
  )
  return [kind.replaceAll('-', ' '), ...(tables.length === 0 ? [] : [tables.join(' and ')])].join(': ')
}
