import type pg from 'pg'
import type { Check } from '../../datasets/kit/verify.js'
import type { SeasonScope } from '../../season/season.js'
import type { CheckContext, Verification } from './check.js'
import { everyLogged } from './every-logged.js'
import { everyPlayedGame } from './every-played-game.js'
import { playersOfBothTeams } from './players-of-both-teams.js'
import { recordsOfTheGames } from './records-of-the-games.js'
import { twoLinesAGame } from './two-lines-a-game.js'

export type { Verification }

/**
 * Checks a dataset against the independent sources of its era, as it declares. A dataset without a check is not
 * verified; a check that finds no source stored leaves the verification to the dataset's other checks.
 */
export async function verifyDataset(
  pool: pg.Pool,
  { name: dataset, verify }: { readonly name: string; readonly verify: readonly Check[] },
  scope: SeasonScope,
): Promise<Verification> {
  const verifications: Verification[] = []
  for (const check of verify) verifications.push(await interpret(check, { pool, scope, dataset }))
  const sources = new Set(verifications.flatMap(({ verifiedBy }) => verifiedBy ?? []))
  return {
    verifiedBy: [...sources].join(', ') || null,
    findings: verifications.flatMap(({ findings }) => findings),
  }
}

function interpret(check: Check, context: CheckContext): Promise<Verification> {
  switch (check.kind) {
    case 'every-logged':
      return everyLogged(check, context)
    case 'two-lines-a-game':
      return twoLinesAGame(check, context)
    case 'players-of-both-teams':
      return playersOfBothTeams(check, context)
    case 'records-of-the-games':
      return recordsOfTheGames(check, context)
    case 'every-played-game':
      return everyPlayedGame(check, context)
  }
}
