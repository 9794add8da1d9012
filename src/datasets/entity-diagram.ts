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

/** The entities that a column of another table names: the table with that key. */
const ENTITIES: Readonly<Record<string, string>> = {
  game_id: 'games',
  team_id: 'teams',
  player_id: 'players',
}

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
  Object.entries(ENTITIES).flatMap(([column, table]) =>
    table === name
      ? []
      : columns
          .filter((own) => own.name === column || own.name.endsWith(`_${column}`))
          .map((own) => `  ${table} ||--o{ ${name} : ${own.name}`),
  )

const entity = ({ name, key, columns }: Table): readonly string[] => [
  `  ${name} {`,
  ...key.map((column) => `    ${columns.find((own) => own.name === column)?.type ?? 'text'} ${column} PK`),
  '  }',
]
