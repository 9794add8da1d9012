/** The most names that are proposed in place of an unknown one. */
const MOST = 3

/** Names that a person may have meant by another one: those that contain it, or that a few letters make of it. */
export function nearNames(name: string, known: readonly string[]): readonly string[] {
  const most = Math.max(1, Math.floor(name.length / 3))
  return known
    .map((candidate) => ({
      candidate,
      distance: name.length > 2 && candidate.includes(name) ? 0 : distance(name, candidate),
    }))
    .filter((each) => each.distance <= most)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate)
}

/** Letters to add, to leave out or to change to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let above = [...Array(b.length + 1).keys()]
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const change = (above[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      row.push(Math.min(change, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    above = row
  }
  return above.at(-1) ?? 0
}
