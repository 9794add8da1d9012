import { stackPaths } from '../../src/stack/machine/paths.js'
import { EMBEDDED_DATABASES } from '../../src/stack/index.js'
import { superuserUrl } from '../../src/stack/postgres/passwords.js'
import { number, whole } from '../medians.js'
import type { Table } from '../report/section.js'
import { statements } from '../servers/postgres.js'
import type { BenchStack } from '../servers/stack.js'

const TOP = 20

/** Characters of a statement in the results. */
const LENGTH = 110

/**
 * Starts a stack whose Postgres counts its statements. Returns false where its package lacks the extension; then it
 * counts nothing.
 */
export async function upWithCountedStatements(stack: BenchStack): Promise<boolean> {
  await stack.startPostgres()
  const [found] = await statements<{ name: string }>(
    await superuser(stack),
    `select name from pg_available_extensions where name = 'pg_stat_statements'`,
  )
  const loadable = found !== undefined
  if (loadable)
    await statements(
      await superuser(stack),
      `alter system set shared_preload_libraries = 'pg_stat_statements'`,
    )
  await stack.down()
  await stack.up()
  if (!loadable) return false
  await statements(
    await superuser(stack),
    'create extension pg_stat_statements',
    'select pg_stat_statements_reset()',
  )
  return true
}

/** The statements that took most of the time since the stack is up. */
export async function topStatements(stack: BenchStack): Promise<Table> {
  const rows = await statements<{ ms: number; calls: number; rows: number; text: string }>(
    await superuser(stack),
    `select total_exec_time::float as ms, calls::int, rows::int, query as text from pg_stat_statements
     order by total_exec_time desc limit ${TOP}`,
  )
  return {
    caption: `The ${TOP} statements that took longest in Postgres, in a further run with all instruments`,
    headers: ['ms', 'calls', 'rows', 'statement'],
    rows: rows.map(({ ms, calls, rows: count, text }) => [
      number(ms, 0),
      whole(calls),
      whole(count),
      `\`${text.replaceAll(/\s+/g, ' ').replaceAll('`', "'").slice(0, LENGTH)}\``,
    ]),
  }
}

async function superuser(stack: BenchStack): Promise<string> {
  const { port } = new URL(await stack.home.databaseUrl())
  return superuserUrl(stackPaths(stack.home.path), Number(port), EMBEDDED_DATABASES.nba)
}
