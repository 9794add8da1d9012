import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { messageOf, UserError } from '../errors.js'
import { addDatasets } from './catalogue.js'
import type { Dataset } from './dataset.js'

/** What tells a dataset of the kit from anything else that a module may export. */
const isDataset = z.custom<Dataset>(
  (value) =>
    z
      .object({
        name: z.string().regex(/^[a-z][a-z0-9_]*$/),
        tables: z.array(z.object({ name: z.string(), key: z.array(z.string()).min(1) })).min(1),
        requests: z.function(),
        transform: z.function(),
      })
      .safeParse(value).success,
  'is not a list of datasets made with the kit',
)
const moduleShape = z.object({ default: z.array(isDataset).min(1) })

const loaded = new Map<string, Promise<void>>()

/**
 * Adds the datasets of a project of one's own to the catalogue: those of the module that `SEASON_SYNC_DATASETS` names,
 * an absolute path; a second call does nothing. Commands and workers need the same module. Throws a UserError (exit 2).
 */
export function loadOwnDatasets(module: string | undefined): Promise<void> {
  if (module === undefined) return Promise.resolve()
  const known = loaded.get(module) ?? load(module)
  loaded.set(module, known)
  return known
}

async function load(module: string): Promise<void> {
  const refused = (why: string): UserError =>
    new UserError(`The datasets of ${module} cannot be used: ${why}; check SEASON_SYNC_DATASETS.`, 2)
  let exported: unknown
  try {
    exported = await import(pathToFileURL(module).href)
  } catch (error) {
    throw refused(messageOf(error))
  }
  const parsed = moduleShape.safeParse(exported)
  if (!parsed.success) throw refused(`its default export ${parsed.error.issues[0]?.message ?? 'is wrong'}`)
  const fault = addDatasets(parsed.data.default)
  if (fault !== undefined) throw refused(fault)
}
