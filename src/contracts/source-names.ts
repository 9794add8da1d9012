/** The APIs that a season can come from. */
export const SOURCE_NAMES = ['nba', 'sandbox', 'rest'] as const
export type SourceName = (typeof SOURCE_NAMES)[number]

/** Whether a name is the name of a source. */
export const isSource = (name: string): name is SourceName => SOURCE_NAMES.some((source) => source === name)

/** A value for each source; the compiler rejects a source that is missing. */
export const bySource = <T>(valueOf: (source: SourceName) => T): Record<SourceName, T> => ({
  nba: valueOf('nba'),
  sandbox: valueOf('sandbox'),
  rest: valueOf('rest'),
})
