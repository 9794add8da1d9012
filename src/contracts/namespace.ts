import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'

/** Search attributes by which people filter runs in the Web UI; all of type Keyword. */
export const SEARCH_ATTRIBUTES = {
  season: defineSearchAttributeKey('SyncSeason', SearchAttributeType.KEYWORD),
  seasonType: defineSearchAttributeKey('SyncSeasonType', SearchAttributeType.KEYWORD),
  source: defineSearchAttributeKey('SyncSource', SearchAttributeType.KEYWORD),
  trigger: defineSearchAttributeKey('SyncTrigger', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('SyncOutcome', SearchAttributeType.KEYWORD),
  /** Of the workflows of datasets alone. */
  dataset: defineSearchAttributeKey('SyncDataset', SearchAttributeType.KEYWORD),
  /** Of a season's workflow and those of its datasets. */
  runId: defineSearchAttributeKey('SyncRunId', SearchAttributeType.KEYWORD),
}

/** Names of the search attributes, for adding them to a namespace. */
export const SEARCH_ATTRIBUTE_NAMES = Object.values(SEARCH_ATTRIBUTES).map(({ name }) => name)

/**
 * Type of the search attributes: its name in commands and messages, and its number in Temporal's API
 * (`IndexedValueType`).
 */
export const KEYWORD = { name: 'Keyword', indexedValueType: 2 } as const

/** Closed runs stay visible in the Web UI for a season's quarter; the default of the embedded server is one day. */
export const RETENTION_DAYS = 90

/** Commands of Temporal's own tools that prepare a namespace; they read the same TEMPORAL_* variables as season-sync. */
export const OPERATOR_COMMAND = {
  createNamespace: (namespace: string): string =>
    `temporal operator namespace create --namespace ${namespace} --retention ${RETENTION_DAYS}d`,
  /** Each name has a type of its own: the command ignores names beyond its types. */
  createSearchAttributes: (namespace: string, names: readonly string[]): string =>
    [
      `temporal operator search-attribute create --namespace ${namespace}`,
      ...names.map((name) => `--name ${name} --type ${KEYWORD.name}`),
    ].join(' '),
  /** The same for Temporal Cloud, which has no operator service. */
  createSearchAttributesInCloud: (namespace: string, names: readonly string[]): string =>
    [
      `tcld namespace search-attributes add --namespace ${namespace}`,
      ...names.map((name) => `--search-attribute ${name}=${KEYWORD.name}`),
    ].join(' '),
} as const

/** The due time of a workflow that a Temporal Schedule started; Temporal sets it. */
export const SCHEDULED_START = defineSearchAttributeKey(
  'TemporalScheduledStartTime',
  SearchAttributeType.DATETIME,
)
