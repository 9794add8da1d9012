import type { Body } from './lying-source.js'

/** The rows of an answer, whatever its shape: a row's columns are its own members and those below them. */
export interface Rows {
  readonly count: number
  /** Names of the columns; dots lead into a member. */
  readonly columns: readonly string[]
  get(row: number, column: string): unknown
  set(row: number, column: string, value: unknown): void
  /** Takes a column out of all rows. */
  drop(column: string): void
  rename(column: string, to: string): void
  remove(row: number): void
  /** Adds a copy of a row. */
  copy(row: number): void
}

/** The rows of an answer: its first result set, or the members of the lists in a nested body. */
export function rowsOf(body: Body): Rows {
  const sets = body.resultSets
  return Array.isArray(sets) ? listRows(sets[0] as ResultSet) : objectRows([...listsIn(body)])
}

interface ResultSet {
  readonly headers: string[]
  readonly rowSet: unknown[][]
}

function listRows({ headers, rowSet }: ResultSet): Rows {
  const at = (column: string): number => headers.indexOf(column)
  return {
    get count() {
      return rowSet.length
    },
    columns: [...headers],
    get: (row, column) => rowSet[row]?.[at(column)],
    set: (row, column, value) => void rowSet[row]?.splice(at(column), 1, value),
    drop: (column) => {
      const index = at(column)
      headers.splice(index, 1)
      for (const row of rowSet) row.splice(index, 1)
    },
    rename: (column, to) => void headers.splice(at(column), 1, to),
    remove: (row) => void rowSet.splice(row, 1),
    copy: (row) => void rowSet.push([...(rowSet[row] ?? [])]),
  }
}

/** A row of a nested body, and the list that it is in; the two teams of a box score are in none. */
interface Member {
  readonly list: Body[] | undefined
  readonly row: Body
}

function objectRows(members: Member[]): Rows {
  const paths = new Set(members.flatMap(({ row }) => leaves(row)))
  const holder = (row: number, path: string): { of: Body; name: string } | undefined => {
    const names = path.split('.')
    const name = names.pop() ?? ''
    let of: unknown = members[row]?.row
    for (const step of names) of = (of as Body | undefined)?.[step]
    return typeof of === 'object' && of !== null ? { of: of as Body, name } : undefined
  }
  const each = (change: (of: Body, name: string) => void, path: string): void => {
    for (const row of members.keys()) {
      const found = holder(row, path)
      if (found !== undefined && found.name in found.of) change(found.of, found.name)
    }
  }
  return {
    get count() {
      return members.length
    },
    columns: [...paths],
    get: (row, path) => {
      const found = holder(row, path)
      return found?.of[found.name]
    },
    set: (row, path, value) => {
      const found = holder(row, path)
      if (found !== undefined) found.of[found.name] = value
    },
    drop: (path) => each((of, name) => delete of[name], path),
    rename: (path, to) =>
      each((of, name) => {
        of[to] = of[name]
        delete of[name]
      }, path),
    remove: (row) => {
      const [member] = members.splice(row, 1)
      if (member?.list !== undefined) member.list.splice(member.list.indexOf(member.row), 1)
    },
    copy: (row) => {
      const member = members[row]
      if (member?.list === undefined) return
      const copy = { list: member.list, row: structuredClone(member.row) }
      member.list.push(copy.row)
      members.push(copy)
    },
  }
}

/** Names of lists whose members are rows, in the bodies that the datasets read. */
const LISTS = new Set(['games', 'actions', 'players'])
/** Names of members that are rows themselves, beside the list that they hold. */
const SIDES = new Set(['homeTeam', 'awayTeam'])

function listsIn(value: unknown, within = ''): readonly Member[] {
  if (Array.isArray(value)) {
    const isList = LISTS.has(within)
    return value.flatMap((member: Body) =>
      isList ? [{ list: value as Body[], row: member }] : listsIn(member),
    )
  }
  if (typeof value !== 'object' || value === null) return []
  const members = Object.entries(value).flatMap(([name, member]) => listsIn(member, name))
  return SIDES.has(within) && 'players' in value ? [...members, { list: undefined, row: value }] : members
}

/** Paths of the values in a row, without those of the rows that it holds. */
function leaves(value: Body, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const here = path === '' ? name : `${path}.${name}`
    if (Array.isArray(member)) return []
    return typeof member === 'object' && member !== null ? leaves(member as Body, here) : [here]
  })
}
