import type { OverWhen } from '../../datasets/kit/verify.js'
import { dataTable, identifier, literal } from '../database/database.js'

/** Whether a stored row says that its game was over as it was read, in SQL; `game` is SQL too. */
export const saysOver = ({ table, column, value }: OverWhen, game: string): string =>
  `exists (select from ${dataTable(table)} o where o.game_id = ${game} and o.${identifier(column)} = ${typeof value === 'number' ? value : literal(value)})`
