/** Formats of exported files; JSON is an object a line. */
export const FORMATS = ['csv', 'json', 'parquet'] as const
export type Format = (typeof FORMATS)[number]

/** Name endings of the formats. */
export const FORMAT_ENDINGS: Readonly<Record<Format, string>> = {
  csv: 'csv',
  json: 'jsonl',
  parquet: 'parquet',
}
