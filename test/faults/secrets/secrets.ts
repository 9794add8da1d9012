import { randomBytes } from 'node:crypto'
import type { Place } from './places.js'

/** Passwords that stand nowhere by chance, with characters that an address holds percent-encoded. */
export interface Secrets {
  readonly proxy: string
  readonly database: string
  readonly apiKey: string
}

export const newSecrets = (): Secrets => ({ proxy: secret(), database: secret(), apiKey: secret() })

const secret = (): string => `${randomBytes(12).toString('hex')}/@`

/** Forms in which a secret could stand somewhere: as it is, percent-encoded, as hex, and as base64 at each of three offsets. */
function formsOf(text: string): string[] {
  const core = text.slice(0, 24)
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + core)
      .toString('base64')
      .slice(4, -4),
  )
  return [core, Buffer.from(core).toString('hex'), ...encoded]
}

/** The places that give a secret away, as 'proxy in table raw_responses'. */
export function leaks(secrets: Secrets, places: readonly Place[]): string[] {
  return Object.entries(secrets).flatMap(([name, text]: [string, string]) =>
    places
      .filter((place) => formsOf(text).some((form) => place.text.includes(form)))
      .map(({ where }) => `${name} in ${where}`),
  )
}
