import { cell } from '../../src/datasets/kit/cells.js'
import { columnsOf, REPEATED, type Read } from './columns.js'
import { asColumn, type Common, type DatasetPlan } from './dataset-plan.js'
import type { Column } from './key.js'
import type { BoxShape } from './shape.js'

/** Made of first and last name, or of the team's name. */
const REPEATS = ['nameI', 'playerSlug', 'teamSlug']

/** The two tables of a V3 box score. */
export function boxPlan(
  shape: BoxShape,
  common: Common,
  { without }: { readonly without: readonly string[] },
): DatasetPlan {
  const options = { without, ofScope: [], repeats: REPEATS }
  const players = columnsOf(shape.players, options)
  const teams = columnsOf(shape.teams, options)
  const ofBoth = players.columns.filter(
    ({ from }) => isStatistic(from) && teams.columns.some((team) => team.from === from),
  )
  const shared = (column: Column): boolean => ofBoth.some(({ from }) => from === column.from)
  const box = {
    players: players.columns.filter((column) => column.column !== 'player_id' && !shared(column)),
    teams: teams.columns.filter((column) => column.column !== 'team_id' && !shared(column)),
    statistics: ofBoth.map((column) => widest(column, teams.columns)),
  }
  const { id, gameId, flag } = { id: cell.id.column, gameId: cell.gameId.column, flag: cell.one.column }
  const { name, title } = common
  return {
    ...common,
    ofScope: [],
    fields: [],
    box,
    leftOut: withoutRepeats(merged(players.leftOut, teams.leftOut), shape.others),
    tables: [
      {
        name: `${name}_players`,
        title: `${title}: a player's line, including who did not play`,
        key: ['game_id', 'player_id'],
        columns: [
          { column: 'game_id', type: gameId },
          { column: 'player_id', type: id },
          { column: 'team_id', type: id },
          ...[...box.players, ...box.statistics].map(asColumn),
        ],
      },
      {
        name: `${name}_teams`,
        title: `${title}: a team's line`,
        key: ['game_id', 'team_id'],
        columns: [
          { column: 'game_id', type: gameId },
          { column: 'team_id', type: id },
          { column: 'is_home', type: flag },
          ...[...box.teams, ...box.statistics].map(asColumn),
        ],
      },
    ],
  }
}

const isStatistic = (from: string): boolean => from.startsWith('statistics.')

/** What the kit says of every box is not said again. */
function withoutRepeats(leftOut: Read['leftOut'], others: readonly string[]): Read['leftOut'] {
  const all = new Map(leftOut)
  all.delete(REPEATED)
  if (others.length > 0) all.set('beside the lines', others)
  return all
}

/** The type that takes the players' and the teams' values: a share of one can be above 1 for the other. */
function widest(column: Column, teams: readonly Column[]): Column {
  const team = teams.find(({ from }) => from === column.from)
  const type = team === undefined || team.type === column.type ? column.type : 'number'
  return { ...column, type }
}

function merged(a: Read['leftOut'], b: Read['leftOut']): Read['leftOut'] {
  const all = new Map(a)
  for (const [reason, names] of b) all.set(reason, [...new Set([...(all.get(reason) ?? []), ...names])])
  return all
}
