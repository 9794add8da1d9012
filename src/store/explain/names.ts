import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier } from '../database/database.js'
import { folded } from '../../text/folded.js'
import { nearNames } from '../../text/near.js'

/** A player or a team under one of its names. */
export interface Named {
  readonly kind: 'player' | 'team'
  readonly id: number
  readonly name: string
}

const PLAYERS = 'select distinct player_id as id, full_name as name from nba.players'
/** Players whom no directory has, by the lines that name them, or named them before they were removed; asked second, since it is slow. */
const LOGGED_PLAYERS = `select player_id as id, player_name as name from nba.player_game_logs
  union select (row_key->>'player_id')::bigint, old_value #>> '{}' from sync.row_changes
  where cause = 'removal' and (table_name, column_name) in (('player_game_logs', 'player_name'), ('players', 'full_name'))`
const TEAMS = `select team_id as id, unnest(array[abbreviation, full_name]) as name from nba.team_seasons
  union select team_id, unnest(array[team_abbreviation, team_name]) from nba.team_game_logs
  union select team_id, unnest(array[abbreviation, full_name]) from nba.teams`

/** Columns with the name of a row's player. */
const NAMES = ['player_name', 'full_name'] as const

/** The players of a table that names them itself, as who was drafted and never played: asked last, since it may be large. */
function playersOf({ name, columns }: Pick<TableSpec, 'name' | 'columns'>): string | undefined {
  const column = NAMES.find((each) => columns.includes(each))
  if (column === undefined || !columns.includes('player_id')) return undefined
  return `select distinct player_id as id, ${identifier(column)} as name from ${dataTable(name)}`
}

/** All players and teams that are stored, by name, and the players whom a table names itself. */
export class StoredNames {
  readonly #pool: pg.Pool
  readonly #ownPlayers: string | undefined
  readonly #read = new Map<string, Promise<readonly Named[]>>()

  constructor(pool: pg.Pool, table?: Pick<TableSpec, 'name' | 'columns'>) {
    this.#pool = pool
    this.#ownPlayers = table && playersOf(table)
  }

  /** Those that a text names: by the whole name, otherwise by some words of it, as a last name; none where it names nobody. */
  async find(text: string): Promise<readonly Named[]> {
    for (const read of [this.#teams, this.#players, this.#logged, this.#own]) {
      const found = matching(await read(), text)
      if (found.length > 0) return found
    }
    return []
  }

  /** Names that may have been meant by one of nobody: those near to it as a whole, then those of which a word is. */
  async near(text: string): Promise<readonly string[]> {
    const known = [
      ...(await this.#players()),
      ...(await this.#logged()),
      ...(await this.#own()),
      ...(await this.#teams()),
    ]
    const byFolded = new Map(known.map(({ name }) => [folded(name), name]))
    const names = [...byFolded.keys()]
    const wanted = folded(text)
    const [word] = nearNames(wanted, [...new Set(names.flatMap((name) => name.split(' ')))])
    const withWord = names.filter((name) => word !== undefined && name.split(' ').includes(word))
    return [...new Set([...nearNames(wanted, names), ...withWord])]
      .slice(0, MOST_NEAR)
      .map((name) => byFolded.get(name) ?? name)
  }

  #players = (): Promise<readonly Named[]> => this.#once('player', PLAYERS)
  #logged = (): Promise<readonly Named[]> => this.#once('player', LOGGED_PLAYERS)
  #own = async (): Promise<readonly Named[]> =>
    this.#ownPlayers === undefined ? [] : this.#once('player', this.#ownPlayers)
  #teams = (): Promise<readonly Named[]> => this.#once('team', TEAMS)

  #once(kind: Named['kind'], sql: string): Promise<readonly Named[]> {
    const known = this.#read.get(sql)
    if (known !== undefined) return known
    const read = this.#pool
      .query<Omit<Named, 'kind'>>(`select id, name from (${sql}) n where name is not null`)
      .then(({ rows }) => rows.map((row) => ({ kind, ...row })))
    this.#read.set(sql, read)
    return read
  }
}

const MOST_NEAR = 5

/** Those of this name, otherwise those whose name has all of its words. */
function matching(known: readonly Named[], text: string): readonly Named[] {
  const wanted = folded(text)
  if (wanted === '') return []
  const exact = known.filter(({ name }) => folded(name) === wanted)
  if (exact.length > 0) return exact
  const words = wanted.split(' ')
  return known.filter(({ name }) => {
    const has = new Set(folded(name).split(' '))
    return words.every((word) => has.has(word))
  })
}
