import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Queryable } from '../../real/tables.js'

/** Text and where it stood. */
export interface Place {
  readonly where: string
  readonly text: string
}

/** Every file below a folder. */
export function filesOf(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: path, text: readFileSync(path, 'latin1') }))
}

/** Every row of every table. */
export async function rowsOf(database: Queryable): Promise<Place[]> {
  const tables = await database.query<{ name: string }>(
    `select format('%I', table_name) as name from information_schema.tables where table_schema = 'public'`,
  )
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.query<{ line: string }>(`select t::text as line from ${name} t`)
      return { where: `table ${name}`, text: rows.map(({ line }) => line).join('\n') }
    }),
  )
}

/** What Temporal knows of every workflow: history, memo, search attributes, summary and details, payloads as text. */
export async function workflowsOf(address: string, namespace: string, apiKey: string): Promise<Place[]> {
  const connection = await Connection.connect({ address, apiKey, tls: false })
  const client = new Client({ connection, namespace })
  const places: Place[] = []
  try {
    for await (const { workflowId, runId } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId)
      const [history, { raw }] = await Promise.all([handle.fetchHistory(), handle.describe()])
      places.push({ where: `history of ${workflowId}`, text: readable(history) })
      places.push({ where: `description of ${workflowId}`, text: readable(raw) })
    }
  } finally {
    await connection.close()
  }
  return places
}

/** Watches the command lines of all processes of the machine, as `ps` shows them, until it is ended. */
export function watchCommandLines(): { readonly end: () => Place[] } {
  const seen = new Map<string, string>()
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.set(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), pid)
      } catch {
        // it has ended meanwhile
      }
    }
  }
  look()
  const timer = setInterval(look, 20)
  return {
    end: () => {
      clearInterval(timer)
      look()
      return [...seen].map(([text, pid]) => ({ where: `command line of process ${pid}`, text }))
    },
  }
}

/** JSON in which bytes stand as text. */
function readable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('utf8')
    return typeof part === 'bigint' ? String(part) : part
  })
}
