import { createHash } from 'node:crypto'

/**
 * The sha256 of an answer without its volatile paths (`meta.time`), which change while the data does not. Where a dataset
 * has no such paths it is the body's own. The JSON is hashed as parsed, so that white space does not count either.
 */
export function contentHash(sha256: string, json: unknown, volatile: readonly (readonly string[])[]): string {
  if (volatile.length === 0) return sha256
  return createHash('sha256')
    .update(JSON.stringify(without(json, volatile)))
    .digest('hex')
}

function without(json: unknown, paths: readonly (readonly string[])[]): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  const heads = new Map<string, string[][]>()
  for (const [head, ...rest] of paths) {
    if (head !== undefined) heads.set(head, [...(heads.get(head) ?? []), rest])
  }
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) => {
      const rests = heads.get(key)
      if (!rests) return [[key, value]]
      return rests.some((rest) => rest.length === 0) ? [] : [[key, without(value, rests)]]
    }),
  )
}
