import type { Health } from '../../runs/health.js'

/** Exit codes of `status --check`; README has them in its table. */
export const CHECK_CODES: Readonly<Record<Health, number>> = { works: 0, broken: 1, waits: 3, stopped: 4 }
