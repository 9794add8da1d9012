import { canonicalName } from '../contracts/dataset-names.js'
import { COMMAND } from '../contracts/next-step.js'
import { datasetOf } from '../datasets/catalogue.js'
import { UserError } from '../errors.js'
import { scopeOfGame } from '../season/season.js'
import {
  isAbout,
  isAcceptable,
  type AcceptanceScope,
  type Accepted,
} from '../store/acceptances/acceptance.js'
import { storeAcceptances } from '../store/acceptances/acceptances.js'
import type { Database } from '../store/database/database.js'
import { findingsOf, latestVerified, type RunRecord } from '../store/runs/history.js'
import type { Finding } from '../store/runs/findings.js'
import { printable } from '../text/printable.js'
import { findingInventory } from './finding-inventory.js'

/** The findings that a person accepts, and why. */
export interface AcceptRequest extends AcceptanceScope {
  /** undefined: of all datasets. */
  readonly dataset?: string | undefined
  /** Games, teams or players, or the season; none: all of them. */
  readonly subjects: readonly string[]
  readonly reason: string
  /** The subjects are games that were never played: no dataset asks for them any more. */
  readonly neverPlayed?: boolean | undefined
  readonly dryRun?: boolean | undefined
}

export interface AcceptResult {
  readonly run: RunRecord
  readonly findings: readonly Finding[]
  /** Number of acceptances that were not there before; a dry run stores none. */
  readonly stored: number
  /** Datasets with rows that are held back, on which `--accept-removals` decides. */
  readonly held: readonly string[]
}

/** Checks a request without the database. Throws a UserError (exit 2) for an unknown dataset, or one that is no game of the season. */
export function checkAcceptRequest(request: AcceptRequest): AcceptRequest {
  const { source, season, seasonType, subjects, neverPlayed } = request
  const dataset = request.dataset === undefined ? undefined : datasetOf(source, request.dataset).name
  if (neverPlayed === true) {
    if (subjects.length === 0)
      throw new UserError('Name the games that were never played after the dataset.', 2)
    for (const game of subjects) {
      const scope = scopeOfGame(game)
      if (scope?.season !== season || scope.seasonType !== seasonType)
        throw new UserError(`'${printable(game)}' is not the id of a game of ${season} ${seasonType}.`, 2)
    }
  }
  return { ...request, dataset }
}

/**
 * Accepts the findings of the latest verified run of a season, by a checked request. Throws a UserError (exit 2) if there is no such run, or
 * if a part of the request matches none of its findings; then nothing is accepted.
 */
export async function acceptFindings(database: Database, request: AcceptRequest): Promise<AcceptResult> {
  const { dataset, subjects, reason } = request
  const run = await latestVerified(database.pool, request)
  if (run === undefined)
    throw new UserError(
      `There is no ended sync of ${request.season} ${request.seasonType}${dataset === undefined ? '' : ` with ${dataset}`}; start one with: ${COMMAND.sync({ ...request, only: dataset === undefined ? undefined : [dataset] })}`,
      2,
    )
  const all = await findingsOf(database.pool, run.runId)
  const ofDataset = all.filter((each) => dataset === undefined || canonicalName(each.dataset) === dataset)
  const findings = ofDataset.filter(
    ({ kind, subject }) =>
      isAcceptable(kind) && (subjects.length === 0 || subjects.some((one) => isAbout(subject, one))),
  )
  const unmatched = subjects.filter((one) => !findings.some(({ subject }) => isAbout(subject, one)))
  if (findings.length === 0 || unmatched.length > 0)
    throw new UserError(`${noSuchFinding(run, unmatched)}; ${findingInventory(run, all)}.`, 2)
  const stored =
    request.dryRun === true
      ? 0
      : await storeAcceptances(database.pool, request, reason, acceptancesFor(request, findings))
  const held = ofDataset.filter(({ kind }) => kind === 'held').map((each) => canonicalName(each.dataset))
  return { run, findings, stored, held: [...new Set(held)] }
}

function acceptancesFor(
  { subjects, neverPlayed }: AcceptRequest,
  findings: readonly Finding[],
): readonly Accepted[] {
  if (neverPlayed === true)
    return subjects.map((subject) => ({ dataset: null, kind: null, subject, detail: null, neverAsk: true }))
  return findings.flatMap(({ dataset, kind, subject, detail }) =>
    isAcceptable(kind) ? [{ dataset: canonicalName(dataset), kind, subject, detail, neverAsk: false }] : [],
  )
}

const noSuchFinding = ({ runId }: RunRecord, unmatched: readonly string[]): string =>
  unmatched.length === 0
    ? `Run ${runId} has no such finding`
    : `Run ${runId} has no such finding about ${printable(unmatched.join(', '))}`
