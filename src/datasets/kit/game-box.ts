import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { Dataset } from '../dataset.js'
import { cell, columnType } from './cells.js'
import { define, type About, type Judge } from './define.js'
import { field, fieldsOf, type Column, type Declared, type FieldMap, type TableName } from './fields.js'
import { boxFrame, frameOfAll, listFrame, objectFrame } from './frames.js'
import type { Holds } from './holds.js'
import { liveRequests, type LiveFile } from './live-file.js'
import { Refusal, type Draft } from './reader.js'
import { GAME_NEEDS, META, statsRequests, WHOLE_GAME, type Params } from './stats-request.js'
import { GAME_ID, ofGame, tableSpec } from './table-spec.js'
import { LEAST_PLAYERS, type Check } from './verify.js'

/** A V3 box score: a line for each player (who did not play included) and each team of a game. */
export interface GameBox<P extends TableName, T extends TableName> extends About {
  /** The member of the body that holds the box, e.g. 'boxScoreAdvanced'. */
  readonly root: string
  /** Parameters beside GameID; those of the whole game unless told otherwise. */
  readonly params?: Params
  /**
   * Further columns of a player's line, beside game, team, player and statistics; 'statistics.speed' is the path of one
   * that teams do not have.
   */
  readonly players: {
    readonly table: P
    readonly fields: Declared<Column<P>>
    readonly mayEmpty?: readonly Column<P>[]
  }
  /** Further columns of a team's line, beside game, team, home side and statistics. Absent where teams have none. */
  readonly teams?: { readonly table: T; readonly fields: Declared<Column<T>> }
  /** Members of `statistics` by column, in both tables. */
  readonly statistics: Declared<Column<P> & Column<T>>
  /** Statistics whose sum over a team's players is the team's. */
  readonly sums?: readonly (Column<P> & Column<T>)[]
  readonly judge?: Judge
  /** Column of a team's line that is its final score. */
  readonly score?: Column<T>
  /** It is a live file of cdn.nba.com; stats.nba.com's endpoint unless told otherwise. */
  readonly liveFile?: LiveFile
  /** Further tables that the body fills: the root itself, with a row, or a list in it. */
  readonly further?: { readonly [F in TableName]?: FurtherTable<Column<F>> }
}

interface FurtherTable<C extends string> extends Holds<C> {
  /** Name of the list in the root; undefined: the root. */
  readonly list?: string
  readonly key: readonly C[]
  readonly fields: Declared<C>
}

/** What all boxes have and no table of one needs. */
const leftOutOfBoxes = (root: string): NonNullable<About['leftOut']> => ({
  'made of names': ['nameI', 'playerSlug', 'teamSlug'],
  "the teams' lines have them": [`${root}.homeTeamId`, `${root}.awayTeamId`],
})

/** Half a minute: some sources round a player's minutes. */
export const ROUNDED_MINUTES = 0.5

/**
 * The box score of each game of a season: stats.nba.com, V3.
 *
 *     export default gameBox('box_score_hustle', {
 *       title: 'hustle by player and team', endpoint: 'boxscorehustlev2', root: 'boxScoreHustle', since: 2015,
 *       players: { table: 'box_score_hustle_players', fields: {} },
 *       teams: { table: 'box_score_hustle_teams', fields: {} },
 *       statistics: { minutes: field('minutes', cell.clockMinutes), deflections: field('deflections', cell.count) },
 *     })
 */
export function gameBox<P extends TableName, T extends TableName>(
  name: DatasetName,
  declared: GameBox<P, T>,
): Dataset {
  const { root, endpoint, params = WHOLE_GAME, score, judge, sums = [], liveFile } = declared
  const statistics = Object.fromEntries(
    Object.entries(fieldsOf(declared.statistics)).map(([column, of]) => [
      column,
      { ...of, from: `statistics.${of.from}` },
    ]),
  )
  const players = {
    table: declared.players.table,
    key: ['game_id', 'player_id'],
    fields: { player_id: field('personId', cell.id), ...fieldsOf(declared.players.fields), ...statistics },
  }
  const teams = declared.teams && {
    table: declared.teams.table,
    key: ['game_id', 'team_id'],
    fields: { team_id: field('teamId', cell.id), ...fieldsOf(declared.teams.fields), ...statistics },
  }
  const counted = {
    [players.table]: statisticsOf({ ...statistics, ...players.fields }),
    ...(teams && { [teams.table]: statisticsOf({ ...statistics, ...teams.fields }) }),
  }
  const played = Object.hasOwn(players.fields, 'minutes') ? 'minutes' : undefined
  const shared = Object.keys(statistics).filter((column) => column !== played)
  const further = Object.entries(declared.further ?? {}).map(([table, of]) => ({ table, ...of }))
  const playersHold: Holds = {
    ...(declared.players.mayEmpty && { mayEmpty: declared.players.mayEmpty }),
    ...(played !== undefined && { filledWith: { column: played, columns: shared } }),
    ...(teams && {
      holdsSumOf: {
        table: teams.table,
        on: ['game_id', 'team_id'],
        equal: sums,
        ...(played !== undefined && { within: { [played]: ROUNDED_MINUTES } }),
      },
    }),
  }
  const teamsHold: Holds = { emptiedFrom: 2 }
  return define({
    name,
    subject: 'game',
    about: {
      needs: GAME_NEEDS,
      ...declared,
      leftOut: { ...leftOutOfBoxes(root), ...declared.leftOut },
      verify: [
        everyPlayedGame(players.table, teams?.table, played, score),
        ...(teams ? [{ kind: 'sides-of-the-games', table: teams.table, isHome: 'is_home' } as const] : []),
        ...(declared.verify ?? []),
      ],
    },
    ...META,
    tables: [
      tableSpec(ofGame({ ...players, ...playersHold, within: `${root}.*Team.players[]` }), {
        ...GAME_ID,
        team_id: columnType.required('int8'),
      }),
      ...(teams
        ? [
            tableSpec(ofGame({ ...teams, ...teamsHold, guard: 'team_id', within: `${root}.*Team` }), {
              ...GAME_ID,
              is_home: columnType.required('bool'),
            }),
          ]
        : []),
      ...further.map(({ list, ...of }) =>
        tableSpec(ofGame({ ...of, within: list === undefined ? root : `${root}.${list}[]` }), GAME_ID),
      ),
    ],
    decides: { root, judge },
    frame: frameOfAll([
      ...further.map(({ list, table, fields }) =>
        list === undefined
          ? objectFrame(root, table, fieldsOf(fields))
          : listFrame(`${root}.${list}`, [{ table, fields: fieldsOf(fields) }]),
      ),
      boxFrame(root, { players, ...(teams && { teams }) }),
    ]),
    names: `${root}.gameId`,
    ...(liveFile === undefined
      ? { requests: statsRequests('game', endpoint, () => params) }
      : liveRequests(liveFile)),
    judge: (row, context) => {
      const columns = counted[context.table] ?? []
      if (didNotPlay(row, columns)) row.minutes = null
      const missing = withoutMinutes(row, columns)
      if (missing !== undefined) return missing
      // V3 has zeros for who did not play: the game logs say unknown.
      if (row.minutes === null && context.table === players.table)
        for (const column of columns) row[column] = null
      return judge?.(row, context)
    },
  })
}

/** Columns of a line that its `statistics` fill, among them those that only one of the two tables has. */
const statisticsOf = (fields: FieldMap): readonly string[] =>
  Object.keys(fields).filter((column) => fields[column]?.from.startsWith('statistics.'))

/** Some boxes have 0:00, not '', for who did not play; the comment says why, or a flag that it is so. */
const didNotPlay = (row: Draft, statistics: readonly string[]): boolean =>
  row.minutes === 0 &&
  ((row.comment ?? null) !== null || row.played === false) &&
  statistics.every((name) => row[name] === 0 || row[name] === null)

/** The reason against a line that counts something without minutes: it would read as that of a player who did not play. */
function withoutMinutes(row: Draft, statistics: readonly string[]): Refusal | undefined {
  if (row.minutes !== null) return undefined
  const column = statistics.find((name) => typeof row[name] === 'number' && row[name] !== 0)
  return column === undefined
    ? undefined
    : new Refusal(`statistics.minutes are empty although ${column} is ${row[column]}`)
}

/** Both teams of each game that was played, and at least five players of each: those who played, where the lines have minutes. */
const everyPlayedGame = (
  players: TableName,
  teams: TableName | undefined,
  played: string | undefined,
  points: string | undefined,
): Check => ({
  kind: 'every-played-game',
  rows: [
    ...(teams === undefined ? [] : [{ table: teams, count: { exactly: 2 } }]),
    { table: players, count: { ofEachTeam: LEAST_PLAYERS }, ...(played !== undefined && { played }) },
  ],
  ...(points !== undefined && teams !== undefined && { score: { table: teams, points, isHome: 'is_home' } }),
})
