import type { Outcome } from '../contracts/outcome.js'

/** Exit code of each end of a run. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = {
  running: 0,
  succeeded: 0,
  failed: 1,
  partial: 3,
  cancelled: 130,
}
