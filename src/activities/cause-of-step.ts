import type pg from 'pg'
import { gameNames } from '../store/completeness/game-names.js'
import type { Finding } from '../store/runs/findings.js'

/** Findings of one kind that a sentence names. */
const NAMED = 5

/** How a sentence counts the findings of a kind that leaves a step incomplete. */
const COUNTED = { missing: 'missing', conflict: 'in conflict', wrong: 'wrong', held: 'held' } as const

/** The sentences that say why each step is incomplete, by dataset; none for a complete one. */
export async function causesOf(
  pool: pg.Pool,
  findings: readonly Finding[],
  quarantined: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, string>> {
  const datasets = new Set([...findings.map(({ dataset }) => dataset), ...quarantined.keys()])
  const steps = [...datasets].map((dataset) => ({
    dataset,
    groups: Object.entries(COUNTED).map(([kind, counted]) => {
      const of = findings.filter((finding) => finding.dataset === dataset && finding.kind === kind)
      return { counted, of, named: of.slice(0, NAMED) }
    }),
  }))
  const names = await gameNames(
    pool,
    steps.flatMap(({ groups }) => groups.flatMap(({ named }) => named.map(({ subject }) => subject))),
  )
  const sentence = ({ subject, detail }: Finding): string =>
    subject.startsWith('team ') ? detail : `${names.get(subject) ?? subject}: ${detail}`
  return new Map(
    steps.flatMap(({ dataset, groups }) => {
      const refused = quarantined.get(dataset) ?? 0
      const parts = [
        ...groups
          .filter(({ of }) => of.length > 0)
          .map(
            ({ counted, of, named }) =>
              `${of.length} ${counted} (${named.map(sentence).join('; ')}${of.length > NAMED ? '; …' : ''})`,
          ),
        ...(refused > 0 ? [`${refused} rows in quarantine`] : []),
      ]
      return parts.length === 0 ? [] : [[dataset, parts.join('; ')] as const]
    }),
  )
}
