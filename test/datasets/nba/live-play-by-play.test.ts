import { describe, expect, it } from 'vitest'
import livePlayByPlay from '../../../src/datasets/nba/live-play-by-play.js'
import {
  digits,
  idOrNull,
  isOne,
  linesOf,
  listOf,
  readRecorded,
  recorded,
  seconds,
  unnamed,
  words,
} from '../recorded.js'

const GAME = '0022000001'
const answer = recorded(`pbpstats.liveData.playbyplay.${GAME}.json.gz`)
const box = recorded(`pbpstats.liveData.boxscore.${GAME}.json.gz`)
const read = () => readRecorded(livePlayByPlay, answer, { about: GAME, season: '2020-21' })

const POINTS: Readonly<Record<string, number>> = { '2pt': 2, '3pt': 3, freethrow: 1 }
const moment = (value: unknown): string => new Date(String(value)).toISOString()
const number = (value: unknown): unknown => value ?? null

describe.skipIf(answer === undefined)('live_play_by_play of the recorded file', () => {
  it('has each action, value for value', async () => {
    const { rows, refused } = await read()
    expect(refused).toEqual([])
    expect(rows).toEqual(
      listOf(answer, 'game.actions').map((of) => ({
        game_id: GAME,
        action_number: of.actionNumber,
        order_number: of.orderNumber,
        period: of.period,
        seconds_left: seconds(of.clock),
        happened_at: moment(of.timeActual),
        edited_at: moment(of.edited),
        action_type: of.actionType,
        sub_type: words(of.subType),
        descriptor: words(of.descriptor),
        description: words(of.description),
        area: words(of.area),
        area_detail: words(of.areaDetail),
        side: words(of.side),
        shot_result: words(of.shotResult),
        qualifiers: words((of.qualifiers as string[]).join(',')),
        player_id: idOrNull(of.personId),
        player_name: words(of.playerName),
        team_id: idOrNull(of.teamId),
        team_abbreviation: words(of.teamTricode),
        possession_team_id: idOrNull(of.possession),
        official_id: idOrNull(of.officialId),
        home_score: digits(of.scoreHome),
        away_score: digits(of.scoreAway),
        is_field_goal: isOne(of.isFieldGoal),
        x: number(of.x),
        y: number(of.y),
        x_legacy: number(of.xLegacy),
        y_legacy: number(of.yLegacy),
        shot_distance: number(of.shotDistance),
        assist_player_id: idOrNull(of.assistPersonId),
        block_player_id: idOrNull(of.blockPersonId),
        steal_player_id: idOrNull(of.stealPersonId),
        foul_drawn_player_id: idOrNull(of.foulDrawnPersonId),
        jump_ball_won_player_id: idOrNull(of.jumpBallWonPersonId),
        jump_ball_lost_player_id: idOrNull(of.jumpBallLostPersonId),
        jump_ball_recovered_player_id: idOrNull(of.jumpBallRecoverdPersonId),
        shot_action_number: number(of.shotActionNumber),
        points_total: number(of.pointsTotal),
        assist_total: number(of.assistTotal),
        turnover_total: number(of.turnoverTotal),
        rebound_total: number(of.reboundTotal),
        rebound_offensive_total: number(of.reboundOffensiveTotal),
        rebound_defensive_total: number(of.reboundDefensiveTotal),
        foul_personal_total: number(of.foulPersonalTotal),
        foul_technical_total: number(of.foulTechnicalTotal),
        points: of.shotResult === 'Made' ? POINTS[String(of.actionType)] : 0,
      })),
    )
  })

  it('has the points of each player of the live box score, and nobody else', async () => {
    const { rows } = await read()
    const points = new Map<number, number>()
    for (const { player_id: player, points: n } of rows)
      if (player !== null) points.set(Number(player), (points.get(Number(player)) ?? 0) + Number(n))
    const lines = linesOf(box, 'game').players.map(({ line }) => [Number(line.personId), line.points])
    expect([...points].filter(([player]) => !lines.some(([id]) => id === player))).toEqual([])
    expect(lines.map(([player]) => [player, points.get(Number(player)) ?? 0])).toEqual(lines)
  })

  it('names each member of the file that it does not store', () => {
    expect(unnamed(livePlayByPlay, answer)).toEqual([])
  })

  it('takes a team that stands in the place of a player for no player', async () => {
    const body = structuredClone(answer) as { game: { actions: Record<string, unknown>[] } }
    const [action] = body.game.actions
    Object.assign(action ?? {}, { personId: 1610612751, actionType: 'rebound' })
    const { rows } = await readRecorded(livePlayByPlay, body, { about: GAME, season: '2020-21' })
    expect(rows[0]).toMatchObject({ player_id: null, team_id: 1610612751 })
  })
})
