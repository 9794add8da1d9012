import { describe, expect, it } from 'vitest'
import liveBoxScores from '../../../src/datasets/nba/live-box-scores.js'
import { linesOf, listOf, minutes, readRecorded, recorded, seconds, unnamed, words } from '../recorded.js'

const GAME = '0022000001'
const answer = recorded(`pbpstats.liveData.boxscore.${GAME}.json.gz`)
const read = (body = answer) => readRecorded(liveBoxScores, body, { about: GAME, season: '2020-21' })

type Source = Readonly<Record<string, unknown>>
const isOn = (value: unknown): boolean => value === '1'
/** A share, unknown without an attempt. */
const share = (of: Source, made: string, attempted: string): unknown =>
  of[attempted] === 0 ? null : of[made]

/** What lines of players and teams share. */
const statistics = (of: Source) => ({
  minutes: minutes(of.minutes),
  points: of.points,
  assists: of.assists,
  steals: of.steals,
  blocks: of.blocks,
  field_goals_made: of.fieldGoalsMade,
  field_goals_attempted: of.fieldGoalsAttempted,
  field_goal_pct: share(of, 'fieldGoalsPercentage', 'fieldGoalsAttempted'),
  two_pointers_made: of.twoPointersMade,
  two_pointers_attempted: of.twoPointersAttempted,
  two_pointer_pct: share(of, 'twoPointersPercentage', 'twoPointersAttempted'),
  three_pointers_made: of.threePointersMade,
  three_pointers_attempted: of.threePointersAttempted,
  three_pointer_pct: share(of, 'threePointersPercentage', 'threePointersAttempted'),
  free_throws_made: of.freeThrowsMade,
  free_throws_attempted: of.freeThrowsAttempted,
  free_throw_pct: share(of, 'freeThrowsPercentage', 'freeThrowsAttempted'),
  offensive_rebounds: of.reboundsOffensive,
  defensive_rebounds: of.reboundsDefensive,
  blocked_attempts: of.blocksReceived,
  personal_fouls: of.foulsPersonal,
  personal_fouls_drawn: of.foulsDrawn,
  offensive_fouls: of.foulsOffensive,
  technical_fouls: of.foulsTechnical,
  points_fast_break: of.pointsFastBreak,
  points_paint: of.pointsInThePaint,
  points_second_chance: of.pointsSecondChance,
})

/** A player's line; nothing is known of one who did not play. */
const playerLine = (of: Source): Source => {
  const counted = {
    ...statistics(of),
    rebounds: of.reboundsTotal,
    turnovers: of.turnovers,
    plus_minus: of.plusMinusPoints,
    points_for: of.plus,
    points_against: of.minus,
  }
  return isOn(of.played) ? counted : Object.fromEntries(Object.keys(counted).map((column) => [column, null]))
}

describe.skipIf(answer === undefined)('live_box_scores of the recorded file', () => {
  it('has the game', async () => {
    const { of: rows, refused } = await read()
    const { game } = answer as { game: Source }
    const arena = game.arena as Source
    expect(refused).toEqual([])
    expect(rows('live_games')).toEqual([
      {
        game_id: GAME,
        game_date: '2020-12-22',
        tipoff_at: new Date(String(game.gameTimeUTC)).toISOString(),
        game_code: game.gameCode,
        status: game.gameStatus,
        status_text: game.gameStatusText,
        period: game.period,
        regulation_periods: game.regulationPeriods,
        seconds_left: seconds(game.gameClock),
        duration_minutes: game.duration,
        attendance: game.attendance,
        is_sellout: isOn(game.sellout),
        home_team_id: (game.homeTeam as Source).teamId,
        away_team_id: (game.awayTeam as Source).teamId,
        arena_id: arena.arenaId,
        arena_name: arena.arenaName,
        arena_city: arena.arenaCity,
        arena_state: arena.arenaState,
        arena_country: arena.arenaCountry,
        arena_time_zone: arena.arenaTimezone,
      },
    ])
  })

  it('has each official', async () => {
    const { of: rows } = await read()
    expect(rows('live_officials')).toEqual(
      listOf(answer, 'game.officials').map((of) => ({
        game_id: GAME,
        official_id: of.personId,
        first_name: of.firstName,
        last_name: of.familyName,
        jersey_number: of.jerseyNum,
        assignment: of.assignment,
      })),
    )
  })

  it('has each player, value for value, who did not play without statistics', async () => {
    const { of: rows } = await read()
    expect(rows('live_box_score_players')).toEqual(
      linesOf(answer, 'game').players.map(({ team, line: of }) => ({
        game_id: GAME,
        team_id: team,
        player_id: of.personId,
        first_name: of.firstName,
        last_name: of.familyName,
        jersey_number: of.jerseyNum,
        list_status: of.status,
        position: words(of.position),
        not_playing_reason: words(of.notPlayingReason),
        not_playing_description: words(of.notPlayingDescription),
        list_order: of.order,
        is_starter: isOn(of.starter),
        is_on_court: isOn(of.oncourt),
        played: isOn(of.played),
        ...playerLine(of),
      })),
    )
  })

  it('has both teams, value for value, with their points by period', async () => {
    const { of: rows } = await read()
    expect(rows('live_box_score_teams')).toEqual(
      linesOf(answer, 'game').teams.map(({ isHome, line: of }) => {
        const periods = of.periods as readonly { score: number }[]
        return {
          game_id: GAME,
          team_id: of.teamId,
          is_home: isHome,
          team_city: of.teamCity,
          team_name: of.teamName,
          team_abbreviation: of.teamTricode,
          score: of.score,
          timeouts_remaining: of.timeoutsRemaining,
          in_bonus: isOn(of.inBonus),
          ...Object.fromEntries(
            Array.from({ length: 14 }, (_, i) => [
              i < 4 ? `points_period_${i + 1}` : `points_overtime_${i - 3}`,
              periods[i]?.score ?? 0,
            ]),
          ),
          ...statistics(of),
          rebounds: of.reboundsPersonal,
          team_rebounds: of.reboundsTeam,
          total_rebounds: of.reboundsTotal,
          team_offensive_rebounds: of.reboundsTeamOffensive,
          team_defensive_rebounds: of.reboundsTeamDefensive,
          turnovers: of.turnoversTotal,
          player_turnovers: of.turnovers,
          team_turnovers: of.turnoversTeam,
          assist_to_turnover: of.assistsTurnoverRatio,
          bench_points: of.benchPoints,
          opponent_points: of.pointsAgainst,
          points_off_turnovers: of.pointsFromTurnovers,
          largest_lead: of.biggestLead,
          largest_lead_score: of.biggestLeadScore,
          largest_run: of.biggestScoringRun,
          largest_run_score: of.biggestScoringRunScore,
          lead_changes: of.leadChanges,
          times_tied: of.timesTied,
          seconds_leading: seconds(of.timeLeading),
          team_fouls: of.foulsTeam,
          team_technical_fouls: of.foulsTeamTechnical,
          fast_break_field_goals_made: of.fastBreakPointsMade,
          fast_break_field_goals_attempted: of.fastBreakPointsAttempted,
          fast_break_field_goal_pct: of.fastBreakPointsPercentage,
          paint_field_goals_made: of.pointsInThePaintMade,
          paint_field_goals_attempted: of.pointsInThePaintAttempted,
          paint_field_goal_pct: of.pointsInThePaintPercentage,
          second_chance_field_goals_made: of.secondChancePointsMade,
          second_chance_field_goals_attempted: of.secondChancePointsAttempted,
          second_chance_field_goal_pct: of.secondChancePointsPercentage,
          effective_field_goal_pct: of.fieldGoalsEffectiveAdjusted,
          true_shooting_pct: of.trueShootingPercentage,
          true_shooting_attempts: of.trueShootingAttempts,
        }
      }),
    )
  })

  it('names each member of the file that it does not store', () => {
    expect(unnamed(liveBoxScores, answer)).toEqual([])
  })

  it('refuses both teams where their periods are not in order', async () => {
    const body = structuredClone(answer) as { game: { homeTeam: { periods: { period: number }[] } } }
    body.game.homeTeam.periods.shift()
    const { of: rows, refused } = await read(body)
    expect(refused.map(({ reason }) => reason)).toEqual(['periods are not in order'])
    expect(rows('live_box_score_teams').map((row) => row.is_home)).toEqual([false])
  })

  it('asks cdn.nba.com for one file of each game, also of those under way', async () => {
    const asked: unknown[] = []
    const requests = await liveBoxScores.requests(
      { season: '2020-21', seasonType: 'Regular Season' },
      {
        playedGames: async (also) => {
          asked.push(also)
          return [GAME]
        },
        teams: async () => [],
        players: async () => [],
      },
    )
    expect(asked).toEqual([{ underWay: true }])
    expect(requests).toMatchObject([
      { service: 'cdn', path: `/static/json/liveData/boxscore/boxscore_${GAME}.json`, about: GAME },
    ])
  })
})
