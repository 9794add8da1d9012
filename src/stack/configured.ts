import { createHash } from 'node:crypto'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'

/** What the user configured instead of the embedded parts. */
export interface Configured {
  readonly databaseUrl: string | undefined
  readonly temporal: { readonly address: string; readonly namespace: string } | undefined
}

/**
 * Tells which parts are configured: Postgres by DATABASE_URL, Temporal by an address in TEMPORAL_ADDRESS or in the
 * profile in force. Throws a UserError for a profile or a file of Temporal's that cannot be read.
 */
export function readConfigured(settings: Settings): Configured {
  try {
    const { connectionOptions, namespace } = loadClientConnectConfig()
    const address = connectionOptions.address
    return {
      databaseUrl: settings.databaseUrl,
      temporal:
        address === undefined || address === '' ? undefined : { address, namespace: namespace ?? 'default' },
    }
  } catch (error) {
    throw new UserError(`The configuration of Temporal cannot be read: ${messageOf(error)}.`, 2)
  }
}

/** Stands for the databases and servers that a stack works with: two commands with different ones cannot share it. */
export function partsMark({ databaseUrl, temporal }: Configured): string {
  return fingerprint([databaseUrl ?? null, temporal ?? null])
}

/** Stands for a value in comparisons; a hash, because addresses and keys are in it. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
