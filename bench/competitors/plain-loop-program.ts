import axios from 'axios'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../src/generated/prisma/client.js'

/** The part of the answers that the loop stores. */
interface Log {
  readonly resultSets: readonly [{ readonly headers: string[]; readonly rowSet: (string | number)[][] }]
}
interface Box {
  readonly boxScoreTraditional: Readonly<Record<'homeTeam' | 'awayTeam', Team>>
}
interface Team {
  readonly teamId: number
  readonly players: readonly Player[]
}
interface Player {
  readonly personId: number
  readonly firstName: string
  readonly familyName: string
  readonly statistics: Readonly<Record<string, number>>
}
interface Events {
  readonly game: { readonly actions: readonly Action[] }
}
interface Action {
  readonly actionId: number
  readonly actionNumber: number
  readonly period: number
  readonly teamId: number
  readonly personId: number
  readonly actionType: string
  readonly subType: string
  readonly description: string
  readonly shotResult: string
  readonly shotValue: number
  readonly shotDistance: number
  readonly xLegacy: number
  readonly yLegacy: number
}

const provenance = {
  runId: '00000000-0000-7000-8000-000000000000',
  responseId: 1n,
  syncedAt: new Date(),
  firstSyncedAt: new Date(),
}

/** Writes the first games of a season: what a program without any care for speed does. */
export async function run([
  source = '',
  database = '',
  season = '',
  count = '',
]: readonly string[]): Promise<number> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database }) })
  const logs = await axios.get<Log>(`${source}/stats/leaguegamelog`, {
    params: { LeagueID: '00', Season: season, SeasonType: 'Regular Season', PlayerOrTeam: 'T' },
  })
  const [{ headers, rowSet }] = logs.data.resultSets
  const ids = rowSet.map((row) => String(row[headers.indexOf('GAME_ID')]))
  const games = [...new Set(ids)].toSorted().slice(0, Number(count))

  const rows = { box_score_players: 0, play_by_play: 0 }
  let requests = 0
  const started = performance.now()
  for (const gameId of games) {
    const box = await axios.get<Box>(`${source}/stats/boxscoretraditionalv3`, {
      params: { GameID: gameId, StartPeriod: 0, EndPeriod: 0, StartRange: 0, EndRange: 0, RangeType: 0 },
    })
    const { homeTeam, awayTeam } = box.data.boxScoreTraditional
    for (const team of [homeTeam, awayTeam]) {
      for (const player of team.players) {
        const key = { gameId, playerId: BigInt(player.personId) }
        const data = { ...key, ...playerLine(team, player), ...provenance }
        await prisma.boxScorePlayer.upsert({
          where: { gameId_playerId: key },
          create: data,
          update: data,
        })
        rows.box_score_players++
      }
    }
    const events = await axios.get<Events>(`${source}/stats/playbyplayv3`, {
      params: { GameID: gameId, StartPeriod: 0, EndPeriod: 0 },
    })
    for (const action of events.data.game.actions) {
      const key = { gameId, actionId: action.actionId }
      const data = { ...key, ...event(action), ...provenance }
      await prisma.playByPlay.upsert({ where: { gameId_actionId: key }, create: data, update: data })
      rows.play_by_play++
    }
    requests += 2
  }
  const seconds = (performance.now() - started) / 1000
  await prisma.$disconnect()
  console.log(JSON.stringify({ tool: 'plain loop', requests, rows, seconds }))
  return 0
}

const playerLine = ({ teamId }: Team, { firstName, familyName, statistics: s }: Player) => ({
  teamId: BigInt(teamId),
  firstName,
  lastName: familyName,
  fieldGoalsMade: s.fieldGoalsMade,
  fieldGoalsAttempted: s.fieldGoalsAttempted,
  threePointersMade: s.threePointersMade,
  threePointersAttempted: s.threePointersAttempted,
  freeThrowsMade: s.freeThrowsMade,
  freeThrowsAttempted: s.freeThrowsAttempted,
  offensiveRebounds: s.reboundsOffensive,
  defensiveRebounds: s.reboundsDefensive,
  rebounds: s.reboundsTotal,
  assists: s.assists,
  steals: s.steals,
  blocks: s.blocks,
  turnovers: s.turnovers,
  personalFouls: s.foulsPersonal,
  points: s.points,
  plusMinus: s.plusMinusPoints,
})

const event = (action: Action) => ({
  actionNumber: action.actionNumber,
  period: action.period,
  teamId: BigInt(action.teamId),
  playerId: BigInt(action.personId),
  actionType: action.actionType,
  subType: action.subType,
  description: action.description,
  shotResult: action.shotResult,
  shotValue: action.shotValue,
  shotDistance: action.shotDistance,
  xLegacy: action.xLegacy,
  yLegacy: action.yLegacy,
})
