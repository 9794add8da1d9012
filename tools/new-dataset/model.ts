import type { ColumnType } from '../../src/datasets/kit/cells.js'
import type { TablePlan } from './dataset-plan.js'
import { meaningOf } from './glossary.js'

/** Prisma's types of the columns that the kit's cells fill. */
const PRISMA: Readonly<Record<ColumnType['types'][number], readonly [type: string, native?: string]>> = {
  text: ['String'],
  int2: ['Int', '@db.SmallInt'],
  int4: ['Int'],
  int8: ['BigInt'],
  float8: ['Float'],
  bool: ['Boolean'],
  date: ['DateTime', '@db.Date'],
  timestamptz: ['DateTime', '@db.Timestamptz(3)'],
  _int8: ['BigInt[]'],
}

/** As in every data table. */
const PROVENANCE = `
  /// Run that last changed the row (sync_runs.run_id).
  runId String @map("run_id")
  /// Archived answer that brought the present values (raw_responses.response_id).
  responseId BigInt @map("response_id")
  /// When a value of the row last changed.
  syncedAt DateTime @map("synced_at") @db.Timestamptz(3)
  /// When the row first appeared.
  firstSyncedAt DateTime @map("first_synced_at") @db.Timestamptz(3)
`

const DOCS: Readonly<Record<string, string>> = {
  game_id: 'Ten digits: 00, type, two-digit year, number.',
  season: "'2018-19'.",
  season_type: "'Regular Season', 'Playoffs', ...",
}

/** Prisma's model of a table, to be aligned by `prisma format`. */
export function modelOf({ name, title, key, columns }: TablePlan): string {
  const [first] = key
  const explained = new Set<string>()
  const lines = columns.map(({ column, type, share }) => {
    const [prisma, native] = PRISMA[type.types[0] ?? 'text']
    const field = camel(column)
    const meaning = DOCS[column] ?? meaningOf(column) ?? (share === true ? 'Share of 1.' : undefined)
    // Once a table: the columns that follow are alike.
    const doc = meaning !== undefined && explained.has(meaning) ? undefined : meaning
    if (doc !== undefined) explained.add(doc)
    return [
      ...(doc === undefined ? [] : [`  /// ${doc}`]),
      [
        `  ${field} ${prisma}${type.nullable ? '?' : ''}`,
        ...(key.length === 1 && first === column ? ['@id'] : []),
        ...(field === column ? [] : [`@map("${column}")`]),
        ...(native === undefined ? [] : [native]),
      ].join(' '),
    ].join('\n')
  })
  const indexed = columns.some(({ column }) => column === 'player_id') && first !== 'player_id'
  return [
    `/// ${title.charAt(0).toUpperCase()}${title.slice(1)}.`,
    `model ${modelNameOf(name)} {`,
    ...lines,
    PROVENANCE,
    ...(key.length > 1 ? [`  @@id([${key.map(camel).join(', ')}])`] : []),
    ...(indexed ? ['  @@index([playerId])'] : []),
    `  @@map("${name}")`,
    `  @@schema("nba")`,
    '}',
    '',
  ].join('\n')
}

/** 'box_score_hustle_players' -> 'BoxScoreHustlePlayer': a row, but for words that have no singular. */
export function modelNameOf(table: string): string {
  const name = camel(`_${table}`)
  return /(stats|metrics|ss)$/i.test(name) ? name : name.replace(/ies$/, 'y').replace(/s$/, '')
}

const camel = (column: string): string =>
  column.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
