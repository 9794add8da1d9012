import { COMMAND } from '../contracts/next-step.js'
import type { Narrow } from '../contracts/season-run.js'
import { UserError } from '../errors.js'
import { calendarDate } from '../season/calendar-date.js'
import { scopeOfGame, seasonDates, type SeasonScope } from '../season/season.js'
import { printable } from '../text/printable.js'

/** Checks the part of a season to which a sync is narrowed. Throws a UserError (exit 2). */
export function checkNarrow(narrow: Narrow, scope: SeasonScope): Narrow {
  const { since, until, games = [], team } = narrow
  for (const date of [since, until]) if (date !== undefined) checkDate(date, scope)
  if (since !== undefined && until !== undefined && since > until)
    throw new UserError(`No game is both since ${since} and until ${until}.`, 2)
  for (const game of games) checkGame(game, scope)
  if (team !== undefined && !/^(?:[a-z]{2,4}|\d{1,10})$/i.test(team))
    throw new UserError(`'${printable(team)}' is not a team; write it like LAL or 1610612747.`, 2)
  return narrow
}

function checkDate(date: string, { season }: SeasonScope): void {
  if (calendarDate(date) !== date)
    throw new UserError(`'${printable(date)}' is not a date; write it like 2019-01-31.`, 2)
  const { first, last } = seasonDates(season)
  if (date < first || date > last)
    throw new UserError(
      `${date} is not in the season ${season}, whose games are from ${first} to ${last}.`,
      2,
    )
}

function checkGame(game: string, { season, seasonType }: SeasonScope): void {
  const of = scopeOfGame(game)
  if (of === undefined)
    throw new UserError(
      `'${printable(game)}' is not a game; write it like 0021800710, as the NBA numbers them.`,
      2,
    )
  if (of.season !== season || of.seasonType !== seasonType)
    throw new UserError(
      `Game ${game} is of ${of.season} ${of.seasonType}, not of ${season} ${seasonType}; sync it with: ${COMMAND.sync({ ...of, narrow: { games: [game] } })}`,
      2,
    )
}
