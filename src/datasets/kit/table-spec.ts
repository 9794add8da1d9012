import type { SeasonScope } from '../../season/season.js'
import type { DatasetRequest, StandIn, TableSpec } from '../dataset.js'
import { columnType, type ColumnType } from './cells.js'
import { fieldsOf } from './fields.js'
import { holdsOf, type Holds } from './holds.js'
import { askedValue, type Each } from './stats-request.js'
import { witnessesOf } from './witnesses.js'

/** A table declaration, whatever its table. */
export interface AnyTable extends Holds {
  readonly table: string
  readonly key: readonly string[]
  readonly fields: object
  readonly within?: string | readonly string[]
  readonly adds?: object
  readonly ofScope?: readonly string[]
  readonly completes?: readonly string[]
  readonly guard?: string
  readonly latestBy?: string
  readonly memberOf?: {
    readonly log: string
    readonly by: string
    readonly standIn?: { readonly columns: object; readonly listedTeams: StandIn['listedTeams'] }
  }
}

/** A table as the merge needs it. `placed`: columns that the frame fills; `each`: parameters whose values have columns. */
export function tableSpec(
  declared: AnyTable,
  placed: Readonly<Record<string, ColumnType>> = {},
  each: readonly Each[] = [],
): TableSpec {
  const { table, key, within, ofScope = ['season', 'season_type'] } = declared
  const { guard, latestBy, memberOf } = declared
  const adds: Readonly<Record<string, ColumnType>> = { ...declared.adds }
  const fields = fieldsOf(declared.fields)
  const types: Readonly<Record<string, ColumnType>> = {
    ...Object.fromEntries(Object.entries(fields).map(([column, { type }]) => [column, type.column])),
    ...placed,
    ...adds,
    ...Object.fromEntries(ofScope.map((column) => [column, columnType.required('text')])),
  }
  const from = Object.entries(fields).map(([column, field]) => [column, field.from])
  const completes = declared.completes ?? ofScope
  const knownBy = declared.knownBy ?? witnessesOf({ table, guard, types })
  return {
    name: table,
    key,
    columns: Object.keys(types),
    from: Object.fromEntries(from),
    fields,
    ...(within !== undefined && { within }),
    types,
    ...holdsOf(declared),
    ...(knownBy && { knownBy }),
    ...(completes.length > 0 && {
      completes: {
        columns: completes,
        values: (request: DatasetRequest, scope: SeasonScope) =>
          completes.map((column) => scopeValue(column, request, scope, each)),
        ...(guard !== undefined && { guard }),
      },
    }),
    ...(latestBy !== undefined && { latestBy }),
    ...(memberOf !== undefined && {
      memberOf: {
        table: memberOf.log,
        columns: [memberOf.by],
        ...(memberOf.standIn !== undefined && {
          standIn: { ...memberOf.standIn, columns: { ...memberOf.standIn.columns } },
        }),
      },
    }),
  }
}

function scopeValue(
  column: string,
  request: DatasetRequest,
  scope: SeasonScope,
  each: readonly Each[],
): string {
  const asked = each.find((one) => one.column === column)
  if (asked !== undefined) return String(askedValue(asked, request))
  if (column === 'season') return scope.season
  if (column === 'season_type') return scope.seasonType
  return request.about ?? '' // a game, team, player or date
}

/** The column that tells a game, filled from what was asked for. */
export const GAME_ID = { game_id: columnType.required('text') }

/** The column that tells a date, filled from what was asked for. */
export const GAME_DATE = { game_date: columnType.required('date') }

/** A table of which one answer completes a game, */
export const ofGame = <T extends object>(declared: T) => ({
  ...declared,
  ofScope: [],
  completes: ['game_id'],
})
/** or a date. */
export const ofDate = <T extends object>(declared: T) => ({
  ...declared,
  ofScope: [],
  completes: ['game_date'],
})
