/** What a dataset file declares a dataset with: all that others may use of the kit, as `season-sync/kit`. */
export { dateList, gameList, seasonList, type BodyList } from './body-list.js'
export { cell, columnType, whole, type Cell, type CellType, type ColumnType } from './cells.js'
export { LEFT_OUT, type About, type Judge, type TableDeclaration } from './define.js'
export { field, optionalField, type Column, type Field, type Fields, type TableName } from './fields.js'
export type { Holds, SumOf, Witness } from './holds.js'
export { gameBox, type GameBox } from './game-box.js'
export { Refusal, type Draft } from './reader.js'
export { query, seasonParams, type Params } from './stats-request.js'
export {
  dateTable,
  gameTable,
  playerTable,
  seasonTable,
  teamTable,
  type StatsTable,
  type StatsTables,
} from './stats-table.js'
export { everyLogged, type Check } from './verify.js'
export type { DatasetNames } from '../../generated/catalogue/dataset-names.js'
export type { TableColumns } from '../../generated/catalogue/tables.js'
