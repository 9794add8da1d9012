import type { SourceName } from '../../contracts/source-names.js'
import { scopeOfGame } from '../../season/season.js'
import type { Acceptance, Accepted } from './acceptance.js'

/** A known hole of a source: a game about which its findings count no longer. */
interface KnownHole {
  readonly games: readonly string[]
  readonly covers: Omit<Accepted, 'subject'>
  readonly reason: string
  /** Where the knowledge comes from. */
  readonly evidence: string
  /** The date since which the list has it. */
  readonly since: string
}

const KNOWN_HOLES: Partial<Readonly<Record<SourceName, readonly KnownHole[]>>> = {
  nba: [
    {
      games: ['0021201214'],
      covers: { dataset: null, kind: null, detail: null, neverAsk: true },
      reason:
        'Indiana at Boston was cancelled after the bombing of the Boston Marathon and never replayed, so both teams played 81 games',
      evidence: "the NBA's announcement of April 2013",
      since: '2026-11-26',
    },
    {
      games: ['0026000024', '0026000025', '0026000027'],
      covers: { dataset: 'team_game_logs', kind: 'wrong', detail: null, neverAsk: false },
      reason: "the league's game log has more field goals made than attempted",
      evidence: 'leaguegamelog of 1960-61',
      since: '2026-11-26',
    },
    {
      games: ['0026000051'],
      covers: { dataset: 'team_game_logs', kind: 'wrong', detail: null, neverAsk: false },
      reason:
        "the league's game log has more free throws made than attempted by both teams, and the points do not follow from the shots",
      evidence: 'leaguegamelog of 1960-61',
      since: '2026-11-26',
    },
    {
      games: ['0026000053', '0026000058'],
      covers: { dataset: 'team_game_logs', kind: 'wrong', detail: null, neverAsk: false },
      reason: "the points of the league's game log do not follow from its shots",
      evidence: 'leaguegamelog of 1960-61',
      since: '2026-11-26',
    },
    {
      games: ['0020300778', '0029600332', '0029600370', '0029800661'],
      covers: { dataset: 'box_scores', kind: 'missing', detail: null, neverAsk: false },
      reason: 'the source has no V3 box score of the game',
      evidence: "reports of the API's users",
      since: '2026-11-26',
    },
  ],
}

/** The acceptances that come with this program, for all seasons of a source; each is open until a row in Postgres ends it. */
export function shippedAcceptances(source: SourceName): readonly Acceptance[] {
  return (KNOWN_HOLES[source] ?? []).flatMap(({ games, covers, reason, evidence, since }) =>
    games.flatMap((game) => {
      const scope = scopeOfGame(game)
      if (scope === undefined) return []
      return [
        {
          ...covers,
          ...scope,
          source,
          id: `shipped-${game}`,
          subject: game,
          reason: `${reason} (${evidence})`,
          origin: 'shipped' as const,
          acceptedAt: new Date(`${since}T00:00:00Z`),
          revokedAt: null,
          endedAt: null,
        },
      ]
    }),
  )
}

/** The stored acceptances, and the shipped ones of which no row records an end. */
export function withShipped(
  stored: readonly Acceptance[],
  shipped: readonly Acceptance[],
): readonly Acceptance[] {
  const closed = new Set(stored.filter((each) => each.origin === 'shipped').map(({ id }) => id))
  return [...stored, ...shipped.filter(({ id }) => !closed.has(id))]
}
