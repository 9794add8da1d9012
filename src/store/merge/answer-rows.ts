import type { RefusedRow } from './batches.js'

/** Rows of one answer for one table: a line of COPY text each, without where they come from. */
export interface AnswerLines {
  readonly rows: number
  readonly text: Buffer
}

/** An answer, read: its rows by table (a table without rows is not there), and the rows that were refused. */
export interface AnswerRows {
  readonly tables: ReadonlyMap<string, AnswerLines>
  readonly refused: readonly Omit<RefusedRow, 'responseId'>[]
}

/** Bytes that the rows of a body of so many take; refused ones keep what the source said, all of it at most. */
export const bytesOf = ({ tables, refused }: AnswerRows, bodyBytes: number): number =>
  [...tables.values()].reduce((sum, { text }) => sum + text.length, refused.length === 0 ? 0 : bodyBytes)

/**
 * The lines with `from`, where they come from, at the end of each. A byte is a character of latin1, and no line end stands
 * in a cell.
 */
export const linesFrom = ({ text }: AnswerLines, from: string): Buffer =>
  Buffer.from(text.toString('latin1').replaceAll('\n', `\t${from}\n`), 'latin1')
