import { createHash } from 'node:crypto'
import { memberSpan } from './json-member.js'

/**
 * The sha256 of a body without the values at its volatile paths (`meta`), which change while the data does not. Where a
 * body has none it is the body's own. Bodies with the same hash have the same content; the bytes count as received, so
 * that white space differs, too, which costs one merge that changes nothing.
 */
export function contentHash(answer: Hashed, volatile: readonly (readonly string[])[]): string {
  const known = hashes.get(answer.body)
  if (known?.volatile === volatile) return known.hash
  const hash = computeHash(answer, volatile)
  hashes.set(answer.body, { volatile, hash })
  return hash
}

/** A body is hashed when it is fetched and when it is transformed. */
const hashes = new WeakMap<Buffer, { readonly volatile: unknown; readonly hash: string }>()

interface Hashed {
  readonly sha256: string
  readonly body: Buffer
}

function computeHash({ sha256, body }: Hashed, volatile: readonly (readonly string[])[]): string {
  const spans = volatile.flatMap((path) => memberSpan(body, path) ?? []).toSorted((a, b) => a.start - b.start)
  if (spans.length === 0) return sha256
  const hash = createHash('sha256')
  let from = 0
  for (const { start, end } of spans) {
    if (start < from) continue // inside of another one
    hash.update(body.subarray(from, start))
    from = end
  }
  return hash.update(body.subarray(from)).digest('hex')
}
