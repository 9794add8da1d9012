import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { datasetOf } from '../datasets/catalogue.js'
import { UserError } from '../errors.js'
import { asSeason } from '../season/spelling.js'
import { isOpen, type Acceptance } from '../store/acceptances/acceptance.js'
import { closeAcceptances, readAcceptances } from '../store/acceptances/acceptances.js'
import type { Database } from '../store/database/database.js'
import { localTime } from '../text/local-time.js'
import { printable } from '../text/printable.js'

export interface RevokeRequest {
  readonly source: SourceName
  /** Ids of acceptances, or a season and perhaps a dataset. */
  readonly names: readonly string[]
  readonly seasonType?: string | undefined
}

/**
 * Revokes acceptances: their findings count again from the next run on. Throws a UserError (exit 2) if a name matches
 * no open acceptance; then nothing is revoked.
 */
export async function revokeAcceptances(
  { pool }: Database,
  request: RevokeRequest,
): Promise<readonly Acceptance[]> {
  const revoked = isSeason(request.names[0]) ? await openOfSeason(pool, request) : await byIds(pool, request)
  await closeAcceptances(pool, revoked, 'revoked')
  return revoked
}

type Pool = Database['pool']

const isSeason = (name = ''): boolean => /^\d{4}-\d{2}$/.test(asSeason(name))

async function openOfSeason(
  pool: Pool,
  { source, names, seasonType }: RevokeRequest,
): Promise<readonly Acceptance[]> {
  const [first = '', name, ...more] = names
  const season = asSeason(first)
  if (more.length > 0) throw new UserError('Name a season and one dataset, or acceptances by their ids.', 2)
  const dataset = name === undefined ? undefined : datasetOf(source, name).name
  const found = (await readAcceptances(pool, { source, season, seasonType })).filter(
    (each) => isOpen(each) && (dataset === undefined || each.dataset === dataset),
  )
  if (found.length === 0)
    throw new UserError(
      `There is no open acceptance of ${[season, seasonType, dataset].filter(Boolean).join(' ')}; see: ${COMMAND.acceptedList(source)}.`,
      2,
    )
  return found
}

async function byIds(
  pool: Pool,
  { source, names, seasonType }: RevokeRequest,
): Promise<readonly Acceptance[]> {
  const all = await readAcceptances(pool, { source, seasonType })
  return [...new Set(names)].map((name) => {
    const found = all.find(({ id }) => id === name)
    if (found === undefined)
      throw new UserError(
        `There is no acceptance ${printable(name)}; see: ${COMMAND.acceptedList(source)}.`,
        2,
      )
    const { revokedAt, endedAt } = found
    if (revokedAt !== null)
      throw new UserError(`Acceptance ${name} has been revoked already (${localTime(revokedAt)}).`, 2)
    if (endedAt !== null)
      throw new UserError(
        `Acceptance ${name} has ended by itself (${localTime(endedAt)}): its finding was gone or had changed.`,
        2,
      )
    return found
  })
}
