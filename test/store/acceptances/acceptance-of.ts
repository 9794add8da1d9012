import type { Acceptance } from '../../../src/store/acceptances/acceptance.js'
import type { Finding } from '../../../src/store/runs/findings.js'

/** A finding that a game has no box score. */
export const MISSING: Finding = {
  dataset: 'box_scores',
  kind: 'missing',
  subject: '0021800001',
  detail: 'played on 2018-10-16',
}

/** A person's open acceptance of that finding. */
export const acceptanceOf = (more: Partial<Acceptance> = {}): Acceptance => ({
  dataset: 'box_scores',
  kind: 'missing',
  subject: '0021800001',
  detail: 'played on 2018-10-16',
  id: '1',
  source: 'nba',
  season: '2018-19',
  seasonType: 'Regular Season',
  reason: 'the source has none',
  origin: 'person',
  neverAsk: false,
  acceptedAt: new Date('2026-01-01T00:00:00Z'),
  revokedAt: null,
  endedAt: null,
  ...more,
})
