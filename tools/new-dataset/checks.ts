import type { DatasetPlan } from './dataset-plan.js'
import { quoted } from './quoted.js'

/** What the rows can be held against: the games, or a log of those who played. */
export function checksOf({ tables: [table], asked, box, shape, ofScope }: DatasetPlan): {
  readonly needs: readonly string[]
  readonly verify: readonly string[]
} {
  if (box !== undefined) return { needs: [], verify: [] } // by the factory
  if (asked.subject === 'date') return { needs: [], verify: [] }
  if (asked.subject === 'game')
    return {
      needs: [],
      verify: [
        `verify: [{ kind: 'every-played-game', rows: [{ table: ${quoted(table.name)}, count: { least: 1 } }] }]`,
      ],
    }
  const subject = asked.subject === 'season' ? subjectIn(table.key) : asked.subject
  // A list of a player's awards or transactions: who has none is nothing unusual.
  if (asked.subject === 'player' && shape.kind !== 'box' && shape.rows.length > 1)
    return { needs: [], verify: ['emptyIsAnAnswer: true'] }
  if (subject === undefined) return { needs: [], verify: [] }
  const log = `${subject}_game_logs`
  const held = [log, `${subject}_id`, table.name, ...ofScope].map(quoted).join(', ')
  return {
    needs: asked.subject === 'season' ? [`needs: [${quoted(log)}]`] : [], // others by the factory
    verify: [`verify: [everyLogged(${held})]`],
  }
}

const subjectIn = (key: readonly string[]): 'player' | 'team' | undefined =>
  key.includes('player_id') ? 'player' : key.includes('team_id') ? 'team' : undefined
