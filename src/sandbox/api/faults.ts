import { z } from 'zod'

const fault = z.strictObject({
  /** A regular expression on path and query. */
  match: z.string(),
  kind: z.enum(['status', 'hang', 'truncate']),
  /** HTTP status of the answer, for kind `status`. */
  status: z.number().int().min(400).max(599).default(503),
  /** Value of the header `Retry-After`, in seconds. */
  retryAfter: z.number().min(0).optional(),
  /** Number of requests that the fault applies to; without it, all until the fault is deleted. */
  times: z.number().int().min(1).optional(),
})

export type SandboxFault = z.output<typeof fault>

/** The armed faults; the first whose pattern matches a request applies to it. */
export class Faults {
  private armed: { readonly fault: SandboxFault; readonly pattern: RegExp; left: number }[] = []

  /** Adds a list of faults, or none of it: throws a ZodError for a wrong list, a SyntaxError for a wrong `match`. */
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

  /** Returns the fault that applies to a request and counts it as used once. */
  take(pathAndQuery: string): SandboxFault | undefined {
    const found = this.armed.find(({ pattern }) => pattern.test(pathAndQuery))
    if (!found) return undefined
    found.left--
    this.armed = this.armed.filter(({ left }) => left > 0)
    return found.fault
  }
}
