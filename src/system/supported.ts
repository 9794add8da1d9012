import { UserError } from '../errors.js'

/** What a program knows about the system that it runs on. */
export interface System {
  readonly platform: NodeJS.Platform
  /** Version of glibc; undefined: another C library. */
  readonly glibc: string | undefined
}

/** This system, as Node reports it. */
export function thisSystem(): System {
  const report: NodeJS.ProcessReport & { excludeNetwork?: boolean } = process.report
  report.excludeNetwork = true // otherwise it resolves the names of open connections, which takes seconds
  return { platform: process.platform, glibc: glibcIn(report.getReport()) }
}

function glibcIn(report: object): string | undefined {
  const header: unknown = 'header' in report ? report.header : undefined
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined
  return String(header.glibcVersionRuntime)
}

/**
 * Refuses a system on which neither a worker nor the embedded stack can start: the native parts of Temporal's SDK and of
 * the embedded Postgres are built for glibc. Throws a UserError.
 */
export function checkSystem({ platform, glibc }: System = thisSystem()): void {
  if (platform !== 'linux' || glibc !== undefined) return
  throw new UserError(
    "Workers and the embedded servers need glibc, and this Linux has another C library, as Alpine has: Temporal's SDK and Postgres are not built for it. Use an image of Debian, such as node:20-slim.",
  )
}
