import type pg from 'pg'
import { namesOf } from '../../contracts/dataset-names.js'
import type { Narrow } from '../../contracts/season-run.js'
import type { SourceName } from '../../contracts/source-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { LastStep } from '../coverage/last-steps.js'
import { narrowedGames } from '../requests/narrow.js'

/** The step of a run that verified a row, or found nothing to hold it against. */
export type VerifyingStep = Pick<LastStep, 'runId' | 'outcome' | 'verifiedBy' | 'startedAt'>

/** The seasons and types in which an answer was merged for a dataset: those of rows that tell no season. */
export async function scopesOfAnswer(
  pool: pg.Pool,
  dataset: string,
  { responseId, requestKey }: { readonly responseId: number | null; readonly requestKey: string | null },
): Promise<readonly SeasonScope[]> {
  const { rows } = await pool.query<SeasonScope>(
    `select distinct season, season_type as "seasonType" from sync.request_marks
     where dataset = $1 and (request_key = $2 or $3 in (response_id, content_response_id))`,
    [dataset, requestKey, responseId],
  )
  return rows
}

/** The latest step of a run that was narrowed to some games, this one among them; undefined: no such run has verified it. */
export async function narrowedStepOf(
  pool: pg.Pool,
  source: SourceName,
  { dataset, game, ...scope }: SeasonScope & { readonly dataset: string; readonly game: string },
): Promise<VerifyingStep | undefined> {
  const { rows } = await pool.query<VerifyingStep & { readonly narrow: Narrow }>(
    `select r.run_id as "runId", s.outcome, s.verified_by as "verifiedBy", r.started_at as "startedAt", r.narrow
     from sync.sync_runs r join sync.sync_steps s using (run_id)
     where r.source = $1 and r.season = $2 and r.season_type = $3 and s.dataset = any($4) and r.narrow is not null
       and r.outcome in ('succeeded', 'partial') and s.outcome in ('succeeded', 'partial')
     order by r.started_at desc, r.run_id desc`,
    [source, scope.season, scope.seasonType, namesOf(dataset)],
  )
  for (const { narrow, ...step } of rows)
    if ((await narrowedGames(pool, scope, narrow)).games.has(game)) return step
  return undefined
}
