import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { canonicalName, namesOf } from '../../contracts/dataset-names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { CATALOGUE } from '../../datasets/catalogue.js'
import type { Dataset } from '../../datasets/dataset.js'
import type { SeasonScope } from '../../season/season.js'
import { isSurelyOver } from '../../season/whole-season.js'
import { OF_SEASON, type Verification } from './check.js'
import { RESULT_DAYS } from './results-in-time.js'

/** A hash of what a verification depends on: two with the same one find the same. */
export type Basis = string

/** A verification as a run records it. */
export interface RecordedVerification extends Verification {
  /** What it depends on; undefined: on the day, or a merge was under way. */
  readonly basis?: Basis | undefined
  /** The run that made it; undefined: the one that records it. */
  readonly verifiedIn?: string | undefined
}

/** A dataset of a run, and the Eastern date. */
interface Verified extends SeasonScope {
  readonly source: SourceName
  readonly runId: string
  readonly today: string
}

/**
 * What a verification that begins now depends on: all writes to the season's tables and to those that are of no season,
 * how far apart the answers are, the numbers of their rows, and the checks of this build. Undefined as long as a check
 * depends on the date, until the season is surely over and each of its games should have its result; where an answer of the
 * run is missing, so that what is stored was not looked at; and while a merge is under way.
 */
export async function basisOf(
  pool: pg.Pool,
  dataset: Dataset,
  { source, season, seasonType, runId, today }: Verified,
): Promise<Basis | undefined> {
  if (dataset.whileLive !== undefined || !isSurelyOver(season, today)) return undefined
  const { rows } = await pool.query<{ state: string }>(
    `select concat_ws('; ',
       (select count(*) || ' writes to ' || coalesce(max(m.merged_at)::text, '') from sync.sync_merges m join sync.sync_runs r using (run_id)
        where m.inserted + m.updated + m.removed + m.quarantined > 0 and (r.season = $1 or m.dataset = any($3))),
       (select string_agg(dataset || case when at < newest - interval '1 day' then ' is older' else '' end, ', ' order by dataset)
        from (select dataset, max(fetched_at) as at, max(max(fetched_at)) over () as newest from sync.request_marks where ${OF_SEASON} group by 1) f),
       (select md5(string_agg(concat_ws(' ', request_key, rows, quarantined), ',' order by request_key))
        from sync.request_marks where ${OF_SEASON} and dataset = $4)) as state
     where coalesce((select max(game_date) from (
         select game_date from nba.games where ${OF_SEASON} union all select game_date from nba.team_game_logs where ${OF_SEASON}) d)
       < $5::date - ${RESULT_DAYS}, false)
       and not exists (select from sync.sync_requests where run_id = $6 and state <> 'answered')
       and not exists (select from pg_locks l where l.relation = 'sync.sync_merges'::regclass and l.mode = 'RowExclusiveLock')`,
    [season, seasonType, ofNoSeason(source), canonicalName(dataset.name), today, runId],
  )
  return rows[0] && sha256(rows[0].state, judgesOf(dataset))
}

/** What the latest verification of the whole dataset found, if it depends on the same. */
export async function verifiedBefore(
  pool: pg.Pool,
  dataset: string,
  { source, season, seasonType, runId }: Verified,
  basis: Basis,
): Promise<RecordedVerification | undefined> {
  const { rows } = await pool.query<{ runId: string; verification: RecordedVerification }>(
    `select s.run_id as "runId", s.verification from sync.sync_runs r join sync.sync_steps s using (run_id)
     where r.source = $1 and r.season = $2 and r.season_type = $3 and s.dataset = any($4) and r.run_id <> $5
       and r.narrow is null and s.verification is not null
     order by r.started_at desc limit 1`,
    [source, season, seasonType, namesOf(canonicalName(dataset)), runId],
  )
  const [before] = rows
  if (before?.verification.basis !== basis) return undefined
  return { ...before.verification, verifiedIn: before.verification.verifiedIn ?? before.runId }
}

/** The datasets with a table of which any season's run may write rows: its answers are about no season and no game. */
const ofNoSeason = (source: SourceName): readonly string[] =>
  CATALOGUE[source]
    .filter(({ tables }) =>
      tables.some(
        ({ completes }) => !completes?.columns.some((column) => ['season', 'game_id'].includes(column)),
      ),
    )
    .flatMap(({ name }) => namesOf(name))

/** A hash of the checks of this build, and of those that a dataset declares: its module may be outside the package. */
const judgesOf = ({ verify, mostRows, tables }: Dataset): string =>
  sha256(
    (build ??= hashOfBuild()),
    JSON.stringify([verify, mostRows, tables.map(({ name, columns }) => [name, columns])]),
  )
let build: string | undefined

const sha256 = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\n')).digest('hex')

function hashOfBuild(): string {
  const hash = createHash('sha256')
  for (const folder of ['store', 'datasets', 'derive', 'season', 'text']) {
    const path = join(import.meta.dirname, '../..', folder)
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).toSorted())
      hash.update(file).update(readFileSync(join(path, file)))
  }
  return hash.digest('hex')
}
