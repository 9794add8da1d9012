import type pg from 'pg'
import type { Check } from '../../datasets/kit/verify.js'
import type { SeasonScope } from '../../season/season.js'
import type { Checked, Verification } from './check.js'
import { everyLogged } from './every-logged.js'
import { everyPlayedGame } from './every-played-game.js'
import { playersOfBothTeams } from './players-of-both-teams.js'
import { recordsOfTheGames } from './records-of-the-games.js'
import { twoLinesAGame } from './two-lines-a-game.js'

export type { Verification }

/**
 * Holds a dataset against the independent sources of its era, as it declares. A dataset without a check is not
 * verified; one of several checks that finds nothing to hold it against leaves that to the others.
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

function interpret(check: Check, checked: Checked): Promise<Verification> {
  switch (check.kind) {
    case 'every-logged':
      return everyLogged(check, checked)
    case 'two-lines-a-game':
      return twoLinesAGame(check, checked)
    case 'players-of-both-teams':
      return playersOfBothTeams(check, checked)
    case 'records-of-the-games':
      return recordsOfTheGames(check, checked)
    case 'every-played-game':
      return everyPlayedGame(check, checked)
  }
}
