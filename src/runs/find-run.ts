import type { Session } from '../connect/session.js'
import { COMMAND, type RunName } from '../contracts/next-step.js'
import { UserError } from '../errors.js'
import { easternToday } from '../season/season.js'
import type { Settings } from '../settings.js'
import { readBackfill, type BackfillRecord } from '../store/runs/backfill-history.js'
import { readRun, type RunRecord } from '../store/runs/history.js'
import {
  beginningWith,
  newest,
  ofSeason,
  ofWorkflow,
  type Among,
  type NamedRecord,
} from '../store/runs/named-runs.js'
import { printable } from '../text/printable.js'
import { choiceOf, severalRuns } from './candidates.js'
import { runOfOtherSource } from './other-source.js'
import { readRunName, type RunReference } from './run-name.js'
import { reconcile } from './temporal-copy.js'

/** A sync or a backfill, as it is on record. */
export type FoundRun =
  | { readonly kind: 'sync'; readonly run: RunRecord }
  | { readonly kind: 'backfill'; readonly backfill: BackfillRecord }

/** The database has no record that the name fits. */
export class NoSuchRun extends UserError {
  constructor(message: string) {
    super(message, 2)
  }
}

/** `running`: of a season or a workflow those alone that are running. */
export interface FindOptions extends Among {
  /** Gets the sentence that tells which sync of a season was chosen, where it has some of several types or sources. */
  readonly onChoice?: ((sentence: string) => void) | undefined
}

/**
 * The sync or backfill that a person names: by its id or the beginning of it, `latest`, a season (its newest sync), or the
 * id of a workflow. One that is recorded as running, or that is not recorded, is first looked for in Temporal, if Temporal
 * runs. Throws a UserError (exit 2) if none or several match.
 */
export async function reconciledByName(
  settings: Settings,
  session: Session,
  name: string,
  options: FindOptions = {},
): Promise<FoundRun> {
  const found = await findByName(settings, session, name, options).catch(async (error: unknown) => {
    if (!(error instanceof NoSuchRun)) throw error
    await reconcile(settings, session)
    return await findByName(settings, session, name, options)
  })
  if (found.outcome === 'running') await reconcile(settings, session)
  return load(session, found)
}

/** The same of a sync; a backfill is none. */
export async function reconciledRun(
  settings: Settings,
  session: Session,
  name: string,
  options: FindOptions = {},
): Promise<RunRecord> {
  return syncOf(await reconciledByName(settings, session, name, { ...options, syncsOnly: true }))
}

/** The same as it is on record, without a question to Temporal. */
export async function runByName(
  settings: Settings,
  session: Session,
  name: string,
  options: FindOptions = {},
): Promise<RunRecord> {
  const found = await findByName(settings, session, name, { ...options, syncsOnly: true })
  return syncOf(await load(session, found))
}

function syncOf(found: FoundRun): RunRecord {
  if (found.kind === 'backfill') throw new Error(`${found.backfill.backfillId} is no sync`)
  return found.run
}

async function load({ database }: Session, { kind, id }: NamedRecord): Promise<FoundRun> {
  const run = kind === 'sync' ? await readRun(database.pool, id) : undefined
  const backfill = kind === 'backfill' ? await readBackfill(database.pool, id) : undefined
  if (run !== undefined) return { kind: 'sync', run }
  if (backfill !== undefined) return { kind: 'backfill', backfill }
  throw new UserError(`Run ${id} was removed from the database meanwhile.`)
}

async function findByName(
  settings: Settings,
  session: Session,
  text: string,
  { onChoice, ...among }: FindOptions,
): Promise<NamedRecord> {
  const { source } = session
  const { pool } = session.database
  const name = readRunName(text, easternToday(settings.today), source)
  const found = await recordsOf(session, name, among)
  const [first, second] = found
  if (first === undefined) {
    const [backfill] =
      among.syncsOnly === true ? await recordsOf(session, name, { ...among, syncsOnly: false }) : []
    if (backfill !== undefined) throw ofBackfill(backfill)
    const other =
      name.by === 'id' ? await runOfOtherSource(settings, session, name.beginning, among) : undefined
    throw other === undefined ? noRun(name, source) : ofOtherSource(other)
  }
  if (second === undefined) return first
  if (name.by === 'id')
    throw await severalRuns(pool, `Several runs begin with ${text}`, found, 'give more of the id')
  if (among.running === true)
    throw await severalRuns(pool, `Several syncs of ${text} are running`, found, 'name one by its id')
  const choice = name.by === 'season' ? choiceOf(name.season, found) : undefined
  if (choice !== undefined) onChoice?.(choice)
  return first
}

async function recordsOf(
  { database: { pool }, source }: Session,
  name: RunReference,
  { syncsOnly = false, running = false }: Among,
): Promise<readonly NamedRecord[]> {
  switch (name.by) {
    case 'latest':
      return listOf(await newest(pool, { syncsOnly }))
    case 'id':
      return beginningWith(pool, name.beginning, { syncsOnly })
    case 'season':
      return ofSeason(pool, name.season, source, { running })
    case 'workflow':
      return listOf(await ofWorkflow(pool, name.workflowId, { syncsOnly, running }))
  }
}

const listOf = (record: NamedRecord | undefined): readonly NamedRecord[] =>
  record === undefined ? [] : [record]

function noRun(name: RunReference, source: string | undefined): NoSuchRun {
  const see = `see: ${COMMAND.history(source)}`
  switch (name.by) {
    case 'latest':
      return new NoSuchRun(`There is no run yet; start one with: ${COMMAND.firstSync(source)}.`)
    case 'id':
      return new NoSuchRun(`There is no run ${printable(name.beginning)}; ${see}.`)
    case 'season':
      return new NoSuchRun(`There is no sync of ${name.season}; ${see}.`)
    case 'workflow':
      return new NoSuchRun(`There is no run of the workflow ${printable(name.workflowId)}; ${see}.`)
  }
}

const ofOtherSource = (run: RunName): NoSuchRun =>
  new NoSuchRun(
    `Run ${run.runId} is of the source ${run.source}; add --source ${run.source}, as in: ${COMMAND.show(run)}`,
  )

/** The error where a sync is wanted and the name is that of a backfill. */
const ofBackfill = ({ id, source }: NamedRecord): UserError =>
  new UserError(`${id} is a backfill; its runs are listed by: ${COMMAND.show({ runId: id, source })}`, 2)
