import type { Dataset } from './dataset.js'

/** Whether an answer about a season may have no rows without anything being missing. */
export const mayBeEmpty = ({ emptyIsAnAnswer }: Pick<Dataset, 'emptyIsAnAnswer'>, season: string): boolean =>
  typeof emptyIsAnAnswer === 'boolean' ? emptyIsAnAnswer : (emptyIsAnAnswer?.includes(season) ?? false)
