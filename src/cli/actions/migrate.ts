import { UserError } from '../../errors.js'
import { readSettings } from '../../settings.js'
import { checkDatabase } from '../../store/database/database-check.js'
import { migrateDeploy } from '../../store/database/migrate.js'
import { schemaState } from '../../store/database/migrations.js'
import type { JsonOption } from '../options.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

/** Brings the tables of a database up to date. */
export async function migrate({ json }: JsonOption): Promise<void> {
  const settings = readSettings()
  const { databaseUrl } = settings
  if (databaseUrl === undefined) {
    await withPostgres(settings, async ({ database, databaseUrl: embedded }) => {
      const { current } = await schemaState(database.pool)
      if (!current) throw new UserError('The embedded database could not be brought up to date.')
      await migrateDeploy(embedded, printNotice) // comments of people's own tables, which the stack does not know
      if (json === true) return printJson('migrate', { applied: [], unknown: [] })
      print('The embedded database is up to date; that happens by itself whenever it is started.')
    })
    return
  }
  await checkDatabase(databaseUrl, { schema: false })
  const { applied } = await migrateDeploy(databaseUrl, printNotice)
  const { unknown } = await schemaState(databaseUrl)
  if (json === true) return printJson('migrate', { applied, unknown })
  print(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
  if (unknown.length > 0) print(`It also has migrations of a newer version: ${unknown.join(', ')}`)
}
