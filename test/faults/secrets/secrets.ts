import { randomBytes } from 'node:crypto'
import type { Trace } from './traces.js'

/** Passwords that no file contains by chance, with characters that are percent-encoded in a URL. */
export interface Secrets {
  readonly proxy: string
  readonly database: string
  readonly apiKey: string
  /** The cookie in the file of headers. */
  readonly cookie: string
}

export const newSecrets = (): Secrets => ({
  proxy: secret(),
  database: secret(),
  apiKey: secret(),
  cookie: secret(),
})

const secret = (): string => `${randomBytes(12).toString('hex')}/@`

/** Forms in which a secret could leak: plain, percent-encoded, as hex, and as base64 at each of three offsets. */
function formsOf(text: string): string[] {
  const core = text.slice(0, 24)
  const encoded = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + core)
      .toString('base64')
      .slice(4, -4),
  )
  return [core, Buffer.from(core).toString('hex'), ...encoded]
}

/** The traces that contain a secret, as 'proxy in table raw_responses'. */
export function leaks(secrets: Secrets, traces: readonly Trace[]): string[] {
  return Object.entries(secrets).flatMap(([name, text]: [string, string]) =>
    traces
      .filter((trace) => formsOf(text).some((form) => trace.text.includes(form)))
      .map(({ where }) => `${name} in ${where}`),
  )
}
