/**
 * Repeatable random numbers: the same parts give the same numbers on every machine. Uses only integer arithmetic and
 * +, -, *, /, because Math.log and similar functions may differ between engines.
 */
export class Rng {
  private state: number

  constructor(...parts: readonly (string | number)[]) {
    this.state = hash(parts.join('/'))
  }

  /** A number from 0 (included) to 1 (excluded), by mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** A roughly normal number: mean 0, standard deviation 1, never beyond 3.5. */
  bell(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * 1.732
  }

  /** One item of the list. Throws a RangeError for an empty list. */
  pick<T>(list: readonly T[]): T {
    const index = this.int(0, list.length - 1)
    if (index >= list.length || index < 0) throw new RangeError('There is nothing to pick from.')
    return list[index] as T // oxlint-disable-line typescript/no-unsafe-type-assertion -- the index was just checked
  }

  /** A copy of the list in random order. */
  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((item) => ({ item, key: this.next() }))
    return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item)
  }
}

/** FNV-1a with a final mix, so that neighbouring seeds are far apart. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
