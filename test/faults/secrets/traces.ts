import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import type { Queryable } from '../../real/tables.js'

/** A text that a sync left, and where. */
export interface Trace {
  readonly where: string
  readonly text: string
}

/** Every file below a folder. */
export function filesOf(folder: string): Trace[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ where: path, text: readFileSync(path, 'latin1') }))
}

/** Every row of every table. */
export async function rowsOf(database: Queryable): Promise<Trace[]> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('public', 'nba', 'sync')`,
  )
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.query<{ line: string }>(`select t::text as line from ${name} t`)
      return { where: `table ${name}`, text: rows.map(({ line }) => line).join('\n') }
    }),
  )
}

/** Temporal's data of every workflow: history, memo, search attributes, summary and details, with payloads as text. */
export async function workflowsOf(address: string, namespace: string, apiKey: string): Promise<Trace[]> {
  const connection = await Connection.connect({ address, apiKey, tls: false })
  const client = new Client({ connection, namespace })
  const traces: Trace[] = []
  try {
    for await (const { workflowId, runId } of client.workflow.list()) {
      const handle = client.workflow.getHandle(workflowId, runId)
      const [history, { raw }] = await Promise.all([handle.fetchHistory(), handle.describe()])
      traces.push({ where: `history of ${workflowId}`, text: readable(history) })
      traces.push({ where: `description of ${workflowId}`, text: readable(raw) })
    }
  } finally {
    await connection.close()
  }
  return traces
}

/** Watches the command lines of all processes on the machine, as `ps` shows them, until `end` is called. */
export function watchCommandLines(): { readonly end: () => Trace[] } {
  const seen = new Map<string, string>()
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        seen.set(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), pid)
      } catch {
        // The process has ended meanwhile.
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

/** Serializes a value as JSON, with bytes as text. */
function readable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return Buffer.from(part).toString('utf8')
    return typeof part === 'bigint' ? String(part) : part
  })
}
