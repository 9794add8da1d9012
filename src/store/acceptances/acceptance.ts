import type { SourceName } from '../../contracts/source-names.js'
import type { SeasonScope } from '../../season/season.js'

/** Kinds of findings that can be accepted. Held rows are not among them: `--accept-removals` decides on those. */
export const ACCEPTABLE_KINDS = ['missing', 'conflict', 'wrong'] as const
export type AcceptableKind = (typeof ACCEPTABLE_KINDS)[number]

/** The season of a source that acceptances apply to. */
export type AcceptanceScope = SeasonScope & { readonly source: SourceName }

/** What an acceptance covers. */
export interface Accepted {
  /** Present name of the dataset; null: every dataset. */
  readonly dataset: string | null
  /** null: any kind that can be accepted. */
  readonly kind: AcceptableKind | null
  readonly subject: string
  /** Text of the finding; null: whatever it says. */
  readonly detail: string | null
  /** The game was never played: no dataset asks for it, and the acceptance does not end by itself. */
  readonly neverAsk: boolean
}

/** A finding that counts no longer, with the reason. It is open while it is neither revoked nor ended. */
export interface Acceptance extends Accepted {
  readonly id: string
  readonly source: string
  readonly season: string
  readonly seasonType: string
  readonly reason: string
  readonly origin: 'person' | 'shipped'
  readonly acceptedAt: Date
  readonly revokedAt: Date | null
  /** When a run showed that the finding is gone or says something else. */
  readonly endedAt: Date | null
}

export const isOpen = ({ revokedAt, endedAt }: Acceptance): boolean => revokedAt === null && endedAt === null

export const isAcceptable = (kind: string): kind is AcceptableKind =>
  ACCEPTABLE_KINDS.some((each) => each === kind)

/** Whether the subject of a finding is this game, team or player, or a request about it ('boxscoretraditionalv3 0021201214'). */
export const isAbout = (subject: string, one: string): boolean =>
  subject === one || subject.split(' ').includes(one)
