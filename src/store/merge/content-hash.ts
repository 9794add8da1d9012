import { createHash } from 'node:crypto'
import { memberSpan } from './json-member.js'

/**
 * The sha256 of a body without the values at its volatile paths (`meta`), which change while the data does not. Where a
 * body has none it is the body's own. Bodies with the same hash have the same content; the bytes count as received, so
 * that white space differs, too, which costs one merge that changes nothing.
 */
export function contentHash(
  { sha256, body }: { readonly sha256: string; readonly body: Buffer },
  volatile: readonly (readonly string[])[],
): string {
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
