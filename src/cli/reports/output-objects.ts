import type { AcceptRequest, AcceptResult } from '../../runs/accept.js'
import { statusJson, type Status } from '../../runs/status.js'
import { EMBEDDED_DATABASES, type StackInfo } from '../../stack/index.js'
import { maskPassword } from '../../text/database-address.js'
import { stateText } from './seasons-report.js'

/** The object of `accept --json`. */
export const acceptJson = (request: AcceptRequest, { run, findings, stored, held }: AcceptResult) => ({
  runId: run.runId,
  source: request.source,
  season: request.season,
  seasonType: request.seasonType,
  reason: request.reason,
  neverPlayed: request.neverPlayed === true,
  dryRun: request.dryRun === true,
  stored,
  held,
  findings,
})

/** The object of `status --json`. */
export function withSummaries(status: Status) {
  const { backfills, ...rest } = statusJson(status)
  const summaries = status.backfills.map(({ state }) => stateText(state))
  return { ...rest, backfills: backfills.map((each, i) => ({ ...each, summary: summaries[i] })) }
}

/** The object of `up --json`. */
export function addressesJson({ databaseUrls, temporalAddress, namespace, webUiUrl }: StackInfo) {
  const databaseUrl = databaseUrls[EMBEDDED_DATABASES.nba]
  return {
    databaseUrl: databaseUrl === undefined ? null : maskPassword(databaseUrl),
    temporalAddress: temporalAddress ?? null,
    namespace: namespace ?? null,
    webUiUrl: webUiUrl ?? null,
  }
}
