import { z } from 'zod'
import type { DatasetRequest } from '../dataset.js'
import type { Cell } from './cells.js'
import type { FieldMap } from './fields.js'
import { shapeOf } from './json-shape.js'
import { listReader, objectReader, Refusal, valueAt, type Draft } from './reader.js'
import { columnIndexes, resultSet, type ResultSet } from './result-set.js'

/** A row as a frame finds it in an answer. */
export interface AnswerRow {
  readonly table: string
  /** As it came, for the quarantine. */
  readonly source: unknown
  readonly read: Draft | Refusal
  /** Columns that the row's place in the answer tells. */
  readonly placed?: Readonly<Record<string, Cell>>
}

/** Where the rows of an answer are. Throws a SourceError where the answer is built in another way. */
export type Frame = (json: unknown, request: DatasetRequest) => Iterable<AnswerRow>

/** The rows of a result set of stats.nba.com, read by header name. */
export function resultSetFrame(
  name: string,
  table: string,
  fields: FieldMap,
  placed?: Readonly<Record<string, Cell>>,
): Frame {
  const columnsOf = columnsIn(fields)
  return function* (json, request) {
    const set = resultSet(json, name, request.label)
    const indexes = columnsOf(set)
    const read = listReader(fields, ({ from }) => indexes[from])
    for (const source of set.rows)
      yield { table, source, read: read(source), ...(placed !== undefined && { placed }) }
  }
}

/** Finds the columns of fields in a result set. */
function columnsIn(fields: FieldMap): (set: ResultSet) => Readonly<Record<string, number | undefined>> {
  const all = Object.values(fields)
  const required = all.filter(({ optional }) => !optional).map(({ from }) => from)
  const optional = all.filter((field) => field.optional).map(({ from }) => from)
  return (set) => columnIndexes(set, required, optional)
}

/**
 * One row of several result sets that have a row at most: a field's name begins with its set's, 'GameInfo.ATTENDANCE'.
 * All is null of a set without a row; without one in the first there is none at all.
 */
export function joinedFrame(names: readonly string[], table: string, fields: FieldMap): Frame {
  const parts = names.map((name) => {
    const own = Object.entries(fields)
      .filter(([, { from }]) => from.startsWith(`${name}.`))
      .map(([column, field]) => [column, { ...field, from: field.from.slice(name.length + 1) }] as const)
    return { name, columnsOf: columnsIn(Object.fromEntries(own)) }
  })
  return function* (json, request) {
    const source: unknown[] = []
    const places = new Map<string, number>()
    let several: Refusal | undefined
    for (const [at, { name, columnsOf }] of parts.entries()) {
      const set = resultSet(json, name, request.label)
      if (set.rows.length === 0 && at === 0) return
      if (set.rows.length > 1) several ??= new Refusal(`${name} has ${set.rows.length} rows`)
      for (const [header, index] of Object.entries(columnsOf(set)))
        if (index !== undefined) places.set(`${name}.${header}`, source.length + index)
      source.push(...(set.rows[0] ?? set.headers.map(() => null)))
    }
    yield { table, source, read: several ?? listReader(fields, ({ from }) => places.get(from))(source) }
  }
}

/** The rows of several frames, one after the other. */
export const frameOfAll = (frames: readonly Frame[]): Frame =>
  function* (json, request) {
    for (const frame of frames) yield* frame(json, request)
  }

/**
 * The members of the list at a path of a nested body, each with a row for every table. `[]` in the path: for each
 * member of the list there; 'homeTeam|awayTeam': in each of these; '?': where it is there. A field's '^.' is the object that the list is in, '^.^.'
 * the one around that. `names`: the path of a text that the body must have, too. `nullIsEmpty`: null in place of the
 * outermost list is an answer without members, such as a season that has no games yet.
 */
export function listFrame(
  path: string,
  tables: readonly { readonly table: string; readonly fields: FieldMap }[],
  { names, nullIsEmpty = false }: { readonly names?: string; readonly nullIsEmpty?: boolean } = {},
): Frame {
  const readers = tables.map(({ table, fields }) => ({
    table,
    read: objectReader(fields),
    looksOut: Object.values(fields).some(({ from }) => from.startsWith(`${AROUND}.`)),
  }))
  const list = shapeAt(path, z.array(z.unknown()), nullIsEmpty)
  const name = names === undefined ? z.unknown() : shapeAt(names, z.string())
  const steps = stepsOf(path)
  return function* (json, request) {
    const body = shapeOf(list, json, request)
    shapeOf(name, json, request)
    for (const { source, around } of members({ source: body }, steps))
      for (const { table, read, looksOut } of readers)
        yield { table, source, read: read(looksOut ? inPlace(source, around) : source) }
  }
}

/** Name of the object around a member in the path of a field. */
const AROUND = '^'

interface Step {
  readonly keys: readonly string[]
  readonly each: boolean
  readonly optional: boolean
}

/** A value of a body, and the object in which it stands. */
interface Member {
  readonly source: unknown
  readonly around?: Member
}

/** A member that also tells what is around it. */
const inPlace = (source: unknown, around: Member | undefined): unknown => ({
  ...Object(source),
  ...(around && { [AROUND]: inPlace(around.source, around.around) }),
})

/** 'gameDates[].games' as steps: into a member, and into each member of the list there. */
const stepsOf = (path: string): readonly Step[] =>
  path.split('.').map((part) => ({
    keys: part.replace(/\[\]|\?/g, '').split('|'),
    each: part.includes('[]'),
    optional: part.endsWith('?'),
  }))

/** A body that has something of this type at a path; with `nullable`, null in place of the outermost list. */
function shapeAt(path: string, type: z.ZodType, nullable = false): z.ZodType {
  const steps = stepsOf(path)
  const outermost = steps.findIndex(({ each }, at) => each || at === steps.length - 1)
  return steps.reduceRight((inner, { keys, each, optional }, at) => {
    const value = each ? z.array(inner) : inner
    const member = optional ? value.nullish() : nullable && at === outermost ? value.nullable() : value
    return z.looseObject(Object.fromEntries(keys.map((key) => [key, member])))
  }, type)
}

function* members(at: Member, steps: readonly Step[]): Iterable<Member> {
  const [step, ...rest] = steps
  if (step === undefined) {
    if (Array.isArray(at.source)) for (const source of at.source) yield { ...at, source }
    return
  }
  for (const key of step.keys) {
    const inner = valueAt(at.source, [key])
    if (!step.each) yield* members({ source: inner, around: at }, rest)
    else if (Array.isArray(inner)) for (const source of inner) yield* members({ source, around: at }, rest)
  }
}

/** One row of the object at a member of a body. */
export function objectFrame(member: string, table: string, fields: FieldMap): Frame {
  const body = z.object({ [member]: z.looseObject({}) })
  const read = objectReader(fields)
  return function* (json, request) {
    const source = shapeOf(body, json, request)[member]
    yield { table, source, read: read(source) }
  }
}

const team = z.looseObject({
  teamId: z.number().int().positive(), // players are told by it, too
  players: z.array(z.unknown()),
  statistics: z.looseObject({}),
})

/** A box score's tables; `players` and `teams` each with what it reads of a line. */
export interface BoxTables {
  readonly players: { readonly table: string; readonly fields: FieldMap }
  readonly teams?: { readonly table: string; readonly fields: FieldMap }
}

/** Both teams of a V3 box score, each before its players. */
export function boxFrame(root: string, { players, teams }: BoxTables): Frame {
  const body = z.object({ [root]: z.object({ gameId: z.string(), homeTeam: team, awayTeam: team }) })
  const readTeam = teams && objectReader(teams.fields)
  const readPlayer = objectReader(players.fields)
  return function* (json, request): Generator<AnswerRow, void, undefined> {
    const box = shapeOf(body, json, request)[root]
    if (box === undefined) return
    for (const side of [box.homeTeam, box.awayTeam]) {
      const isHome = side === box.homeTeam
      if (teams && readTeam)
        yield { table: teams.table, source: side, read: readTeam(side), placed: { is_home: isHome } }
      for (const player of side.players) {
        yield {
          table: players.table,
          source: player,
          read: readPlayer(player),
          placed: { team_id: side.teamId },
        }
      }
    }
  }
}
