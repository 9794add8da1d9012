import type { RulesOfALine } from './verify.js'

/** What must agree within a game, whichever source has it. */
export const RULES_OF_A_GAME: RulesOfALine = {
  kind: 'rules-of-a-line',
  table: 'games',
  subject: 'game_id',
  rules: [
    { rule: 'differ', column: 'home_team_id', from: 'away_team_id' },
    { rule: 'no-tie', column: 'home_score', from: 'away_score', status: 'status' },
    { rule: 'between', column: 'home_score', least: 0, most: 250 },
    { rule: 'between', column: 'away_score', least: 0, most: 250 },
  ],
}
