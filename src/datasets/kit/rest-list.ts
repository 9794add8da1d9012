import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { Dataset, DatasetRequest } from '../dataset.js'
import { define, type About, type Judge, type TableDeclaration } from './define.js'
import { fieldsOf, type TableName } from './fields.js'
import { listFrame } from './frames.js'
import { tableSpec } from './table-spec.js'

/** A list of the plain REST contract: `GET /<list>/{what}` answers `{"<list>": [...]}`. */
export interface RestList extends About {
  readonly list: string
  readonly tables: readonly TableDeclaration<TableName>[]
  readonly judge?: Judge
}

/** A season's list: `GET /players/2018-19`. */
export function restList(name: DatasetName, declared: RestList): Dataset {
  return define({
    ...common(name, declared),
    subject: 'season',
    requests: async ({ season }) => [restRequest(declared.list, season)],
  })
}

/** A list for each date of a season: `GET /games/2018-10-16`. A date may have none. */
export function restDateList(
  name: DatasetName,
  declared: RestList & { readonly dates: (scope: SeasonScope) => readonly string[] },
): Dataset {
  return define({
    ...common(name, declared),
    subject: 'date',
    emptyIsAnAnswer: true,
    requests: async (scope) =>
      declared.dates(scope).map((date) => ({ ...restRequest(declared.list, date), about: date })),
  })
}

const common = (name: DatasetName, { list, tables, judge, ...about }: RestList) => ({
  name,
  about,
  services: [API],
  tables: tables.map((table) => tableSpec({ ...table, within: `${list}[]` })),
  decides: { list, judge },
  frame: listFrame(
    list,
    tables.map(({ table, fields, reads }) => ({ table, fields: { ...fieldsOf(fields), ...reads } })),
  ),
  reads: Object.assign({}, ...tables.map(({ reads }) => reads)),
  ...(judge !== undefined && { judge }),
})

/** The one service of the plain REST contract. */
const API = 'api'

const restRequest = (list: string, what: string): DatasetRequest => ({
  service: API,
  endpoint: list,
  path: `/${list}/${what}`,
  params: {},
  label: `${list} ${what}`,
})
