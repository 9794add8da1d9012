import type { Group } from '../../src/datasets/dataset.js'
import type { Asked } from './request.js'
import type { Shape } from './shape.js'

/** Groups by words of the endpoint's name; the first that fits counts. */
const BY_ENDPOINT: readonly (readonly [RegExp, Group])[] = [
  [/lineup|rotation/, 'lineups'],
  [/draft|combine/, 'draft'],
  [/hustle|track|dashpt|defend|speed|touches/, 'tracking'],
  [/shot/, 'shooting'],
  [/playbyplay/, 'play-by-play'],
  [/boxscore/, 'box-scores'],
  [/gamelog/, 'game-logs'],
  [/roster|playerinfo|teaminfo|teamdetails/, 'rosters'],
  [/franchise|yearbyyear|awards|career/, 'history'],
  [/standings|schedule|playoff|series/, 'league'],
]

/** The group of a dataset, by its endpoint, otherwise by what one request is about. */
export function groupOf({ endpoint, subject }: Asked, shape: Shape): Group {
  const found = BY_ENDPOINT.find(([words]) => words.test(endpoint.toLowerCase()))
  if (found !== undefined) return found[1]
  if (shape.kind === 'box' || subject === 'game') return 'box-scores'
  if (subject === 'date') return 'league'
  return subject === 'team' ? 'rosters' : subject === 'player' ? 'history' : 'season-stats'
}
