import { referenceOf } from './references.js'

/** The tables of the diagram: the hundred others hang on the same games, teams and players. */
const SHOWN = [
  'games',
  'teams',
  'team_seasons',
  'players',
  'player_seasons',
  'standings',
  'team_game_logs',
  'player_game_logs',
  'box_score_teams',
  'box_score_players',
  'play_by_play',
  'shots',
  'stints',
  'possessions',
]

interface Table {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** A diagram in Mermaid's language: the main tables with their keys, and which row belongs to which. */
export function entityDiagram(tables: readonly Table[]): readonly string[] {
  const shown = SHOWN.flatMap((name) => tables.find((table) => table.name === name) ?? [])
  return ['erDiagram', ...shown.flatMap((table) => [...edgesTo(table), ...entity(table)])]
}

const edgesTo = ({ name, columns }: Table): readonly string[] =>
  columns.flatMap((column) => {
    const reference = referenceOf(name, column.name)
    return reference === undefined ? [] : [`  ${reference.table} ||--o{ ${name} : ${column.name}`]
  })

const entity = ({ name, key, columns }: Table): readonly string[] => [
  `  ${name} {`,
  ...key.map((column) => `    ${columns.find((own) => own.name === column)?.type ?? 'text'} ${column} PK`),
  '  }',
]
