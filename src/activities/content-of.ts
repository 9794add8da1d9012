import type { Dataset } from '../datasets/dataset.js'
import { bodyTime } from '../store/merge/body-time.js'
import { contentHash } from '../store/merge/content-hash.js'

/** What identifies the content of an answer for a dataset, by which it is new, equal or late. */
export const contentOf = (
  answer: { readonly sha256: string; readonly body: Buffer },
  dataset: Pick<Dataset, 'volatile' | 'bodyTime'>,
): { readonly contentHash: string; readonly bodyTime: string | undefined } => ({
  contentHash: contentHash(answer, dataset.volatile),
  bodyTime: bodyTime(answer.body, dataset.bodyTime),
})
