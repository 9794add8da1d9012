import type { Client } from 'pg'
import { tableTexts } from '../../datasets/relation-texts.js'
import { messageOf } from '../../errors.js'
import { missingComments, writeComments } from './comments.js'
import { underMigrationLock, type LockWait } from './migration-lock.js'
import { isNoPrivilege, noWrites } from './refusal.js'
import { shippedViews, viewTexts, type ShippedView } from './shipped-views.js'
import { areCurrent, makeViews, presentViews, type PresentView } from './views.js'

/**
 * Makes the views of a database whose tables are up to date, and writes the comments on tables, views and columns, where
 * they are not those of this build; otherwise it only reads. A role that may not do it gets a sentence. `dropped`: views
 * that a migration has dropped, whose grants come back.
 */
export async function completeDatabase(
  client: Client,
  wait: LockWait,
  report: (line: string) => void,
  dropped: readonly PresentView[] = [],
): Promise<void> {
  const views = shippedViews()
  if (areCurrent(await presentViews(client), views) && (await missing(client, views)).length === 0) return
  try {
    await underMigrationLock(client, wait, report, async () => {
      const present = await presentViews(client)
      if (!areCurrent(present, views)) (await makeViews(client, views, present, dropped)).forEach(report)
      const left = await writeComments(client, await missing(client, views))
      if (left.length > 0) report(`Not commented, because they belong to another role: ${left.join(', ')}`)
    })
  } catch (error) {
    if (!isNoPrivilege(error) && noWrites(error) === undefined) throw error
    report(`The views and comments of this version were not made: Postgres: ${messageOf(error)}.`)
  }
}

const missing = (client: Client, views: readonly ShippedView[]) =>
  missingComments(client, [...tableTexts(), ...views.map((view) => viewTexts(view))])
