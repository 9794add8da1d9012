import type pg from 'pg'
import type { Dataset } from '../../datasets/dataset.js'
import type { Check } from '../../datasets/kit/verify.js'
import type { SeasonScope } from '../../season/season.js'
import { Slots } from '../../system/slots.js'
import type { Finding } from '../runs/findings.js'
import { actionsOfTheGame } from './actions-of-the-game.js'
import { asManyWonAsLost } from './as-many-won-as-lost.js'
import type { CheckContext, Verification } from './check.js'
import { courseOfTheGame } from './course-of-the-game.js'
import { countsOfTheLines } from './counts-of-the-lines.js'
import { cutAnswers } from './cut-answers.js'
import { derivedGames } from './derived-games.js'
import { everyLogged } from './every-logged.js'
import { everyPlayedGame } from './every-played-game.js'
import { franchisesOfTheSeason } from './franchises-of-the-season.js'
import { gamesAndLines } from './games-and-lines.js'
import { linesOfItsTeams } from './lines-of-its-teams.js'
import { linesOfTheSeason } from './lines-of-the-season.js'
import { mirroredLines } from './mirrored-lines.js'
import { neverBoth } from './never-both.js'
import { namesOfThePlayers } from './names-of-the-players.js'
import { periodsOfTheGames } from './periods-of-the-games.js'
import { pointsOfThePeriods } from './points-of-the-periods.js'
import { onAndOff } from './on-and-off.js'
import { picksOfTheDrafts } from './picks-of-the-drafts.js'
import { playersOfBothTeams } from './players-of-both-teams.js'
import { playersOfItsTeams } from './players-of-its-teams.js'
import { readAfterTheEnd } from './read-after-the-end.js'
import { ratiosOfTheLines } from './ratios-of-the-lines.js'
import { missingReferences } from './references.js'
import { recordsOfTheCup } from './records-of-the-cup.js'
import { recordsOfTheGames } from './records-of-the-games.js'
import { repeatedValues } from './repeated-values.js'
import { resultsInTime } from './results-in-time.js'
import { resultsOfThePoints } from './results-of-the-points.js'
import { rulesOfALine } from './rules-of-a-line.js'
import { samePeople } from './same-people.js'
import { sameValues } from './same-values.js'
import { seasonSoFar } from './season-so-far.js'
import { sidesOfTheGames } from './sides-of-the-games.js'
import { sumsOfRows } from './sums-of-rows.js'
import { sumsOfTheSeason } from './sums-of-the-season.js'
import { sumsOfTheTeams } from './sums-of-the-teams.js'
import { teamsOfTheSeason } from './teams-of-the-season.js'
import { totalsOfTheLines } from './totals-of-the-lines.js'
import { twoLinesAGame } from './two-lines-a-game.js'
import { withoutGamesUnderWay } from './under-way.js'
import { unsettledAsNotes } from './unsettled.js'
import { winsOverTheOpponent } from './wins-over-the-opponent.js'
import { wholeSeason } from './whole-season.js'

export type { Verification }

/** Each check is a query or a few, and a query takes a core of the database. */
const CHECKS_AT_ONCE = 3

/**
 * Checks a dataset against the independent sources of its era, as it declares, and what its rows name (`references.ts`). A dataset without a check is not
 * verified; a check that finds no source stored leaves the verification to the dataset's other checks. `today` is the
 * Eastern date: differences in games of today and yesterday are notes. `isAbout`: what is found of anything else
 * is left out.
 */
export async function verifyDataset(
  pool: pg.Pool,
  {
    name: dataset,
    verify,
    tables,
    mostRows,
    whileLive,
  }: Pick<Dataset, 'name' | 'verify' | 'tables' | 'mostRows' | 'whileLive'>,
  scope: SeasonScope,
  today: string,
  isAbout: (subject: string) => boolean = () => true,
): Promise<Verification> {
  const of = (findings: readonly Finding[]): readonly Finding[] =>
    findings.filter(({ subject }) => isAbout(subject))
  const context = { pool, scope, dataset, today }
  const slots = new Slots(CHECKS_AT_ONCE)
  const verifications = await Promise.all(
    verify.map((check) =>
      slots.during(async () => {
        const { verifiedBy, findings } = await interpret(check, context)
        const counted = whileLive === undefined ? findings : await withoutGamesUnderWay(findings, context)
        return told(check, { verifiedBy, findings: of(counted) }, context)
      }),
    ),
  )
  const references = of(await missingReferences(context, tables))
  const cut = of(await cutAnswers(context, mostRows))
  // What one answer brought never verifies itself.
  const own = new Set(tables.map(({ name }) => name))
  const sources = new Set(
    verifications
      .flatMap(({ verifiedBy }) => verifiedBy?.split(', ') ?? [])
      .filter((source) => !own.has(source)),
  )
  return {
    verifiedBy: [...sources].join(', ') || null,
    findings: [
      ...(await unsettledAsNotes([...withoutRepeats(verifications), ...references], context)),
      ...cut,
    ],
  }
}

/** Two checks of a dataset may have the same to say. */
function withoutRepeats(verifications: readonly Verification[]): readonly Finding[] {
  const findings = verifications.flatMap(({ findings: of }) => of)
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.kind, finding.subject, finding.detail]), finding]),
    ).values(),
  ]
}

function interpret(check: Check, context: CheckContext): Promise<Verification> {
  switch (check.kind) {
    case 'every-logged':
      return everyLogged(check, context)
    case 'two-lines-a-game':
      return twoLinesAGame(check, context)
    case 'players-of-its-teams':
      return playersOfItsTeams(check, context)
    case 'franchises-of-the-season':
      return franchisesOfTheSeason(check, context)
    case 'records-of-the-cup':
      return recordsOfTheCup(check, context)
    case 'as-many-won-as-lost':
      return asManyWonAsLost(check, context)
    case 'same-people':
      return samePeople(check, context)
    case 'picks-of-the-drafts':
      return picksOfTheDrafts(check, context)
    case 'players-of-both-teams':
      return playersOfBothTeams(check, context)
    case 'sums-of-the-teams':
      return sumsOfTheTeams(check, context)
    case 'records-of-the-games':
      return recordsOfTheGames(check, context)
    case 'every-played-game':
      return everyPlayedGame(check, context)
    case 'games-and-lines':
      return gamesAndLines(check, context)
    case 'sides-of-the-games':
      return sidesOfTheGames(check, context)
    case 'results-in-time':
      return resultsInTime(check, context)
    case 'whole-season':
      return wholeSeason(check, context)
    case 'same-values':
      return sameValues(check, context)
    case 'rules-of-a-line':
      return rulesOfALine(check, context)
    case 'lines-of-its-teams':
      return linesOfItsTeams(check, context)
    case 'results-of-the-points':
      return resultsOfThePoints(check, context)
    case 'names-of-the-players':
      return namesOfThePlayers(check, context)
    case 'periods-of-the-games':
      return periodsOfTheGames(check, context)
    case 'totals-of-the-lines':
      return totalsOfTheLines(check, context)
    case 'ratios-of-the-lines':
      return ratiosOfTheLines(check, context)
    case 'lines-of-the-season':
      return linesOfTheSeason(check, context)
    case 'mirrored-lines':
      return mirroredLines(check, context)
    case 'counts-of-the-lines':
      return countsOfTheLines(check, context)
    case 'sums-of-the-season':
      return sumsOfTheSeason(check, context)
    case 'sums-of-rows':
      return sumsOfRows(check, context)
    case 'teams-of-the-season':
      return teamsOfTheSeason(check, context)
    case 'points-of-the-periods':
      return pointsOfThePeriods(check, context)
    case 'derived-games':
      return derivedGames(check, context)
    case 'actions-of-the-game':
      return actionsOfTheGame(check, context)
    case 'read-after-the-end':
      return readAfterTheEnd(check, context)
    case 'repeated-values':
      return repeatedValues(check, context)
    case 'season-so-far':
      return seasonSoFar(check, context)
    case 'never-both':
      return neverBoth(check, context)
    case 'course-of-the-game':
      return courseOfTheGame(check, context)
    case 'wins-over-the-opponent':
      return winsOverTheOpponent(check, context)
    case 'on-and-off':
      return onAndOff(check, context)
  }
}

/** What a check found; of one that is only noted, which verifies nothing, how much that is and an example. */
function told(
  { kind, noted }: Check,
  { verifiedBy, findings }: Verification,
  { dataset, scope }: CheckContext,
): Verification {
  if (noted !== true) return { verifiedBy, findings }
  const [first] = findings
  if (first === undefined) return { verifiedBy: null, findings }
  const others = findings.length === 1 ? '' : `, and ${findings.length - 1} more`
  const detail = `${dataset}, ${kind.replaceAll('-', ' ')}: ${first.subject}: ${first.detail}${others}; only noted, since no real answer has shown yet that this must agree`
  return { verifiedBy: null, findings: [{ dataset, kind: 'note', subject: scope.season, detail }] }
}
