import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'

/** What people filter runs by in the Web UI; all of type Keyword. */
export const SEARCH_ATTRIBUTES = {
  season: defineSearchAttributeKey('SyncSeason', SearchAttributeType.KEYWORD),
  seasonType: defineSearchAttributeKey('SyncSeasonType', SearchAttributeType.KEYWORD),
  source: defineSearchAttributeKey('SyncSource', SearchAttributeType.KEYWORD),
  trigger: defineSearchAttributeKey('SyncTrigger', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('SyncOutcome', SearchAttributeType.KEYWORD),
}

/** Days that the embedded server keeps closed workflows. */
export const RETENTION_DAYS = 90

/** The moment for which Temporal's scheduler started a workflow; it sets it itself. */
export const SCHEDULED_START = defineSearchAttributeKey(
  'TemporalScheduledStartTime',
  SearchAttributeType.DATETIME,
)
