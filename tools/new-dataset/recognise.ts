import { UserError } from '../../src/errors.js'
import { asText, isList, isValue, member, members, type Json, type Value } from './answer.js'
import { flat, listShape } from './list-shape.js'
import { outside } from './outside.js'
import type { BoxShape, Choice, ResultSetShape, Shape } from './shape.js'

/** How an answer is built, and its rows. Throws a UserError for a form that no factory of the kit reads. */
export function shapeOf(body: Json, choice: Choice): Shape {
  const sets = member(body, 'resultSets') ?? member(body, 'resultSet')
  if (sets !== undefined) return resultSetShape(isList(sets) ? sets : [sets], choice.resultSet)
  const box = members(body).find(([, value]) => member(value, 'homeTeam') && member(value, 'awayTeam'))
  const [root, value] = box ?? []
  if (root !== undefined && value !== undefined && isList(member(member(value, 'homeTeam'), 'players')))
    if (choice.list === undefined && member(body, 'boxScore') === undefined)
      return boxShape(body, root, value)
  return listShape(body, choice.list)
}

function resultSetShape(sets: readonly Json[], wanted: string | undefined): ResultSetShape {
  const named = sets.map((set) => ({ name: asText(member(set, 'name')), set }))
  const filled = named.filter(({ set }) => rowSet(set).length > 0)
  const found =
    wanted === undefined
      ? filled.length === 1
        ? filled[0]
        : undefined
      : named.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (found === undefined) {
    const names = (filled.length > 0 ? filled : named).map(({ name }) => name).join(', ')
    throw new UserError(
      wanted !== undefined
        ? `The answer has no result set ${wanted}; it has ${named.map(({ name }) => name).join(', ')}.`
        : filled.length === 0
          ? `The answer has no rows (result sets: ${names}); record one that has some.`
          : `The answer has several result sets with rows; choose one with --result-set: ${names}.`,
      2,
    )
  }
  const headers = member(found.set, 'headers')
  if (!isList(headers) || !headers.every((header) => typeof header === 'string'))
    throw new UserError(
      `The headers of ${found.name} stand in two rows, which need names of their own: declare it by hand, with fields such as 'Mid-Range.FGM'.`,
      2,
    )
  const rows = rowSet(found.set)
  if (rows.length === 0) throw new UserError(`${found.name} has no rows; record an answer that has some.`, 2)
  return {
    kind: 'result set',
    resultSet: found.name,
    others: named.filter(({ name }) => name !== found.name).map(({ name }) => name),
    headers,
    rows: rows.map((row) =>
      Object.fromEntries(headers.map((header, i) => [header, valueOf(isList(row) ? row[i] : undefined)])),
    ),
  }
}

const rowSet = (set: Json): readonly Json[] => {
  const rows = member(set, 'rowSet')
  return isList(rows) ? rows : []
}

const valueOf = (json: Json | undefined): Value => (json !== undefined && isValue(json) ? json : null)

function boxShape(body: Json, root: string, box: Json): BoxShape {
  const teams = ['homeTeam', 'awayTeam'].map((side) => member(box, side))
  const players = teams.flatMap((team) => {
    const list = member(team, 'players')
    return isList(list) ? list : []
  })
  if (players.some((player) => member(player, 'statistics') === undefined))
    throw new UserError(
      `The players of ${root} have no statistics (lists of their own instead), which the kit does not read.`,
      2,
    )
  const lists = [...players.map((player) => flat(player)), ...teams.map((team) => flatTeam(team))].flatMap(
    (line) => line.lists,
  )
  const sides = ['homeTeam', 'awayTeam', 'gameId', ...IDS].map((key) => `${root}.${key}`)
  return {
    kind: 'box',
    root,
    others: [
      ...new Set([
        ...SUMS.filter((key) => member(teams[0], key)),
        ...lists,
        ...outside(body, ['meta', ...sides]),
      ]),
    ],
    gameId: asText(member(box, 'gameId')),
    players: players.map((player) => flat(player).row),
    teams: teams.map((team) => {
      const { players: _players, starters: _starters, bench: _bench, ...row } = flatTeam(team).row
      return row
    }),
  }
}

/** Of the box as a whole: the lines say the same. */
const IDS = ['homeTeamId', 'awayTeamId']
/** Sums of a team's lines. */
const SUMS = ['starters', 'bench']

/** A team's own values: 'starters' and 'bench' have sums of their own, and its players are rows of another table. */
function flatTeam(team: Json | undefined): ReturnType<typeof flat> {
  const own = members(team).filter(([key]) => !['players', ...SUMS].includes(key))
  return flat(Object.fromEntries(own))
}
