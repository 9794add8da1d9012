import { createHash } from 'node:crypto'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { temporalAddressFault } from '../system/temporal-address.js'

/** The servers that the user configured instead of the embedded ones. */
export interface Configured {
  readonly databaseUrl: string | undefined
  readonly temporal: { readonly address: string; readonly namespace: string } | undefined
}

type TemporalSettings = ReturnType<typeof loadClientConnectConfig>

/**
 * Temporal's own settings: `TEMPORAL_*` and the active profile. Throws a UserError (exit 2) for a profile or a file that
 * cannot be read, and for an address that names no server.
 */
export function readTemporalSettings(): TemporalSettings {
  const settings = loadSettings()
  const { address } = settings.connectionOptions
  const fault = address === undefined || address === '' ? undefined : temporalAddressFault(address)
  if (fault === undefined) return settings
  const named = process.env.TEMPORAL_ADDRESS ? 'TEMPORAL_ADDRESS' : "The address in Temporal's profile"
  throw new UserError(`${named} ${fault}.`, 2)
}

function loadSettings(): TemporalSettings {
  try {
    return loadClientConnectConfig()
  } catch (error) {
    throw new UserError(`The configuration of Temporal cannot be read: ${messageOf(error)}.`, 2)
  }
}

/**
 * Reads which servers are configured: Postgres by DATABASE_URL, Temporal by an address in TEMPORAL_ADDRESS or in the
 * active profile. Throws a UserError as `readTemporalSettings` does.
 */
export function readConfigured({ databaseUrl }: Settings): Configured {
  const { connectionOptions, namespace } = readTemporalSettings()
  const { address } = connectionOptions
  return {
    databaseUrl,
    temporal:
      address === undefined || address === '' ? undefined : { address, namespace: namespace ?? 'default' },
  }
}

/** Fingerprint of the configured servers: commands with different ones cannot share a stack. */
export function serversFingerprint({ databaseUrl, temporal }: Configured): string {
  return fingerprint([databaseUrl ?? null, temporal ?? null])
}

/** A hash that stands for a value in comparisons, because the value holds addresses and keys. */
export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
