import { valueAt } from '../../datasets/kit/reader.js'

/** '2024-05-05T22:44:52.4452Z'; a time without its zone counts as UTC. */
const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?$/

/** The time at which the source made a body, ISO in milliseconds; undefined where the body does not give it. */
export function bodyTime(json: unknown, path: readonly string[] | undefined): string | undefined {
  const value = path === undefined ? undefined : valueAt(json, path)
  const parts = typeof value === 'string' ? ISO.exec(value) : null
  if (parts === null) return undefined
  const time = Date.parse(`${parts[1]}${parts[2] ?? 'Z'}`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
