import { z } from 'zod'

const fault = z.strictObject({
  /** A regular expression on path and query. */
  match: z.string(),
  kind: z.enum(['status', 'hang', 'truncate']),
  /** Of kind `status`. */
  status: z.number().int().min(400).max(599).default(503),
  /** Seconds, as header `Retry-After`. */
  retryAfter: z.number().min(0).optional(),
  /** How often; without it until it is deleted. */
  times: z.number().int().min(1).optional(),
})

export type SandboxFault = z.output<typeof fault>

/** The faults that have been asked for; the first that fits a request befalls it. */
export class Faults {
  private armed: { readonly fault: SandboxFault; readonly pattern: RegExp; left: number }[] = []

  /** Adds a list of faults. Throws a ZodError or a SyntaxError (of `match`) and adds none. */
  add(list: unknown): void {
    const faults = z.array(fault).parse(list)
    const added = faults.map((one) => ({
      fault: one,
      pattern: new RegExp(one.match),
      left: one.times ?? Infinity,
    }))
    this.armed.push(...added)
  }

  clear(): void {
    this.armed = []
  }

  get all(): readonly SandboxFault[] {
    return this.armed.map(({ fault: one }) => one)
  }

  /** The fault of a request, which is then used once. */
  take(pathAndQuery: string): SandboxFault | undefined {
    const found = this.armed.find(({ pattern }) => pattern.test(pathAndQuery))
    if (!found) return undefined
    found.left--
    this.armed = this.armed.filter(({ left }) => left > 0)
    return found.fault
  }
}
