import type { z } from 'zod'
import { SourceError } from '../../sources/judge/source-error.js'
import type { DatasetRequest } from '../dataset.js'

/** Checks the frame of a nested body (V3, cdn). Throws a SourceError `ContractBroken` that names the first wrong place. */
export function shapeOf<T>(shape: z.ZodType<T>, json: unknown, request: DatasetRequest): T {
  if (json === null || json === undefined)
    throw new SourceError('SuspiciouslyEmpty', `${request.label}: the body is null.`)
  const parsed = shape.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new SourceError(
    'ContractBroken',
    `${request.label}: ${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'has another shape'}.`,
  )
}
