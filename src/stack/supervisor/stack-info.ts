import type { Settings } from '../../settings.js'
import type { Configured } from '../configured.js'
import type { StackPaths } from '../machine/paths.js'
import type { EmbeddedDatabases } from '../postgres/databases.js'
import { EMBEDDED_NAMESPACE } from '../temporal/embedded-namespace.js'
import { webUiUrl } from '../temporal/web-ui.js'
import type { StackPart } from './part.js'
import type { StackInfo } from './protocol.js'
import { readState } from './state.js'

/** The address of a running part. */
export function addressOf({ running }: StackPart): string | undefined {
  return running?.port === undefined ? undefined : `127.0.0.1:${running.port}`
}

/** The description of the stack that commands get. */
export function describeStack(
  settings: Settings,
  paths: StackPaths,
  { databaseUrl, temporal }: Configured,
  parts: Record<'postgres' | 'temporal' | 'worker', StackPart>,
  databases: EmbeddedDatabases,
  pinned: boolean,
): StackInfo {
  const { ports, webUiKey, temporalServerVersion } = readState(paths.state)
  const embedded = parts.temporal.running !== undefined
  return {
    home: paths.home,
    supervisorPid: process.pid,
    pinned,
    databaseUrls:
      databaseUrl === undefined && ports.postgres !== undefined ? databases.urls(ports.postgres) : {},
    temporalAddress: temporal?.address ?? addressOf(parts.temporal),
    namespace: temporal?.namespace ?? (embedded ? EMBEDDED_NAMESPACE : undefined),
    webUiUrl: settings.webUiUrl ?? (embedded ? webUiUrl(Number(ports.webUi), webUiKey ?? '') : undefined),
    serverVersion: embedded ? temporalServerVersion : undefined,
    parts: Object.values(parts).map(({ name, state, running }) => ({
      name,
      pid: running?.process.pid,
      port: running?.port,
      state,
    })),
  }
}
