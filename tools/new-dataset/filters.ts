import type { Subject } from '../../src/datasets/dataset.js'
import type { Doubt } from './doubt.js'
import type { Asked } from './request.js'
import { seasonParam } from './season-params.js'

type Params = Readonly<Record<string, string>>

const namesIn = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(/\s+/))

/** Parameters that say what is told of each row, or in what order: the recorded value is the dataset's. */
const CHOICES = namesIn(
  `LeagueID PerMode MeasureType PtMeasureType PlayerOrTeam DefenseCategory DistanceRange GroupQuantity PlayType
   TypeGrouping ContextMeasure PlusMinus PaceAdjust PaceAdj Rank ClutchTime AheadBehind PointDiff Scope PlayerScope Stat
   StatCategory StatType Section Sorter Direction`,
)

/** Parameters that narrow an answer, which the datasets of src/datasets/nba and the recorded requests leave empty, */
const EMPTY = namesIn(
  `Conference Division VsConference VsDivision VsTeamID DateFrom DateTo Location Outcome SeasonSegment PORound
   GameSegment ShotClockRange CloseDefDistRange ShotDistRange TouchTimeRange DribbleRange GeneralRange StarterBench
   Position PlayerPosition PlayerExperience YearsExperience RookieYear DraftYear DraftPick DraftRound DraftNumber
   DraftTeamID College Country Height Weight GameSubtype ISTRound DefPlayerID DefTeamID OffPlayerID OffTeamID`,
)
/** or ask with 0. */
const ZERO = namesIn(
  `Month OpponentTeamID Period LastNGames TwoWay ActiveRoster DayOffset StartPeriod EndPeriod StartRange EndRange
   RangeType`,
)

/** Ids of what a request may be about, and the column of each. Where it is about another, some endpoints demand one. */
const IDS: ReadonlyMap<string, string> = new Map([
  ['teamid', 'team_id'],
  ['playerid', 'player_id'],
  ['gameid', 'game_id'],
])

/** The parameters that every request of a dataset has, and what of the recorded one they leave open. */
export interface WithoutFilters {
  readonly params: Params | undefined
  /** Filters of the recorded request that are left open, as 'Conference=East'. */
  readonly opened: readonly string[]
  /** Columns by whose values the recorded rows were chosen. */
  readonly columns: readonly string[]
  readonly doubts: readonly Doubt[]
}

/**
 * Leaves open by which team, conference, dates and so on a recorded request narrowed its answer. A parameter of which
 * nothing tells whether it is such a filter stays, in doubt.
 */
export function withoutFilters({ params, subject }: Asked): WithoutFilters {
  const opened: string[] = []
  const columns: string[] = []
  const doubts: Doubt[] = []
  const valueOf = (name: string, value: string): string => {
    const known = name.toLowerCase()
    const asked = `${name}=${value}`
    if (isOpen(value) || CHOICES.has(known) || seasonParam(name, value) !== undefined) return value
    const open = openValue(known, subject)
    if (open === undefined) {
      const why = `${asked} is as recorded, and every request asks for it; leave it open where it narrows the answer`
      doubts.push({ of: 'params', why })
      return value
    }
    opened.push(asked)
    const column = IDS.get(known)
    if (column !== undefined) {
      columns.push(column)
      doubts.push({
        of: 'params',
        why: `${name} is left open (recorded: ${value}); the endpoint may demand one`,
      })
    }
    return open
  }
  if (params === undefined) return { params, opened, columns, doubts: untold(subject) }
  const entries = Object.entries(params).map(([name, value]) => [name, valueOf(name, value)] as const)
  return { params: Object.fromEntries(entries), opened, columns, doubts }
}

/** The doubt about an answer that does not say what was asked. A game's id is all that most endpoints of games ask for. */
const untold = (subject: Subject): readonly Doubt[] =>
  subject === 'game'
    ? []
    : [{ of: 'params', why: 'the answer does not say what was asked; give the address with --url' }]

const isOpen = (value: string): boolean => value === '' || value === '0'

function openValue(name: string, subject: Subject): '' | '0' | undefined {
  if (EMPTY.has(name)) return ''
  if (ZERO.has(name)) return '0'
  // As recorded: 0 stands for any team in a request about a player, and an empty text in one about the season.
  return IDS.has(name) ? (subject === 'season' ? '' : '0') : undefined
}
