import { isOpen, type Acceptance } from '../../store/acceptances/acceptance.js'
import { localTime } from '../../text/local-time.js'
import { table } from '../terminal.js'

/** Acceptances, a line each; their state is shown if one of them is not open. */
export function acceptanceTable(acceptances: readonly Acceptance[]): string {
  const states = acceptances.every(isOpen) ? [] : ['state']
  return table(
    ['id', 'season', 'type', 'dataset', 'kind', 'about', 'what', 'origin', 'since', ...states, 'because'],
    acceptances.map((each) => [
      each.id,
      each.season,
      each.seasonType,
      each.dataset ?? 'all',
      each.kind ?? 'any',
      each.subject,
      each.neverAsk ? 'never played' : (each.detail ?? 'anything'),
      each.origin,
      localTime(each.acceptedAt),
      ...states.map(() => stateText(each)),
      each.reason,
    ]),
  )
}

/** 'open', 'revoked 2026-02-22 19:30:05' */
function stateText({ revokedAt, endedAt }: Acceptance): string {
  if (revokedAt !== null) return `revoked ${localTime(revokedAt)}`
  return endedAt === null ? 'open' : `ended ${localTime(endedAt)}`
}
