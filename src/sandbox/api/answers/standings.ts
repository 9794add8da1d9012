import { playedBy } from '../../league/league.js'
import type { Season } from '../../league/season.js'
import { ranked, tableOf, type GameResult } from '../../league/table.js'
import { oneDecimal, requestedSeason, share, tableBody, type ApiRequest } from './api-request.js'

/** The real headers; columns that the sandbox does not compute are null. */
const HEADERS =
  'LeagueID SeasonID TeamID TeamCity TeamName TeamSlug Conference ConferenceRecord PlayoffRank ClinchIndicator Division DivisionRecord DivisionRank WINS LOSSES WinPCT LeagueRank Record HOME ROAD L10 Last10Home Last10Road OT ThreePTSOrLess TenPTSOrMore LongHomeStreak strLongHomeStreak LongRoadStreak strLongRoadStreak LongWinStreak LongLossStreak CurrentHomeStreak strCurrentHomeStreak CurrentRoadStreak strCurrentRoadStreak CurrentStreak strCurrentStreak ConferenceGamesBack DivisionGamesBack ClinchedConferenceTitle ClinchedDivisionTitle ClinchedPlayoffBirth ClinchedPlayIn EliminatedConference EliminatedDivision AheadAtHalf BehindAtHalf TiedAtHalf AheadAtThird BehindAtThird TiedAtThird Score100PTS OppScore100PTS OppOver500 LeadInFGPCT LeadInReb FewerTurnovers PointsPG OppPointsPG DiffPointsPG vsEast vsAtlantic vsCentral vsSoutheast vsWest vsNorthwest vsPacific vsSouthwest Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Score_80_Plus Opp_Score_80_Plus Score_Below_80 Opp_Score_Below_80 TotalPoints OppTotalPoints DiffTotalPoints LeagueGamesBack PlayoffSeeding ClinchedPostSeason NEUTRAL'.split(
    ' ',
  )

/** leaguestandingsv3: the standings of a season and season type (preseason and playoffs count their own games). */
export function standingsAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const type = param('SeasonType') || 'Regular Season'
  const season = requestedSeason(request)
  return tableBody(
    'leaguestandings',
    { LeagueID: '00', SeasonYear: param('Season'), SeasonType: type },
    { name: 'Standings', headers: HEADERS, rowSet: season ? rows(season, asOf, type) : [] },
  )
}

function rows(season: Season, asOf: string, type: string): unknown[][] {
  const table = tableOf(playedBy(season, asOf, type))
  const all = ranked(table, [...season.teams.keys()])
  const rankWithin = (team: number, by: 'conference' | 'division'): number =>
    all.filter((other) => season.teams[other]?.[by] === season.teams[team]?.[by]).indexOf(team) + 1
  return all.map((team) => {
    const own = season.teams[team]
    const outcomes = table[team] ?? []
    const leader = all.find((other) => season.teams[other]?.conference === own?.conference) ?? team
    const wins = outcomes.filter(({ won }) => won).length
    const points = sum(outcomes, 'points')
    const against = sum(outcomes, 'against')
    const games = Math.max(1, outcomes.length)
    const of = (keep: (outcome: GameResult) => boolean): string => record(outcomes.filter(keep))
    const values: Readonly<Record<string, unknown>> = {
      LeagueID: '00',
      SeasonID: `2${season.year}`,
      TeamID: own?.id,
      TeamCity: own?.city,
      TeamName: own?.name,
      TeamSlug: own?.slug,
      Conference: own?.conference,
      ConferenceRecord: of(({ opponent }) => season.teams[opponent]?.conference === own?.conference),
      PlayoffRank: rankWithin(team, 'conference'),
      ClinchIndicator: '',
      Division: own?.division,
      DivisionRecord: of(({ opponent }) => season.teams[opponent]?.division === own?.division),
      DivisionRank: rankWithin(team, 'division'),
      WINS: wins,
      LOSSES: outcomes.length - wins,
      WinPCT: share(wins, outcomes.length, 0),
      Record: record(outcomes),
      HOME: of(({ atHome }) => atHome),
      ROAD: of(({ atHome }) => !atHome),
      L10: record(outcomes.slice(-10)),
      OT: of(({ periods }) => periods > 4),
      ThreePTSOrLess: of((outcome) => Math.abs(outcome.points - outcome.against) <= 3),
      TenPTSOrMore: of((outcome) => Math.abs(outcome.points - outcome.against) >= 10),
      ConferenceGamesBack: gamesBack(table[leader] ?? [], outcomes),
      Score100PTS: of((outcome) => outcome.points >= 100),
      PointsPG: oneDecimal(points / games),
      OppPointsPG: oneDecimal(against / games),
      DiffPointsPG: oneDecimal((points - against) / games),
      vsEast: of(({ opponent }) => season.teams[opponent]?.conference === 'East'),
      vsWest: of(({ opponent }) => season.teams[opponent]?.conference === 'West'),
      TotalPoints: points,
      OppTotalPoints: against,
      DiffTotalPoints: points - against,
    }
    return HEADERS.map((header) => values[header] ?? null)
  })
}

const sum = (outcomes: readonly GameResult[], what: 'points' | 'against'): number =>
  outcomes.reduce((total, outcome) => total + outcome[what], 0)

/** '50-32' */
function record(outcomes: readonly GameResult[]): string {
  const wins = outcomes.filter(({ won }) => won).length
  return `${wins}-${outcomes.length - wins}`
}

/** Half the sum of the differences in wins and losses. */
function gamesBack(leader: readonly GameResult[], outcomes: readonly GameResult[]): number {
  const balance = (list: readonly GameResult[]): number =>
    list.reduce((total, { won }) => total + (won ? 1 : -1), 0)
  return (balance(leader) - balance(outcomes)) / 2
}
