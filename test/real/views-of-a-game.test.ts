import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Home } from './command.js'
import { GAME, recordedActions, recordedBox, recordedPlayers } from './recorded-game.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

/** All datasets with a box score of a game, its play-by-play, and the names of players. */
const DATASETS = [
  'box_scores',
  ...[
    'advanced',
    'four_factors',
    'misc',
    'scoring',
    'usage',
    'tracking',
    'hustle',
    'defensive',
    'matchups',
  ].map((kind) => `box_score_${kind}`),
  'play_by_play',
  'players',
]

describe.skipIf(!replayAvailable)('the views of box scores and play-by-play', () => {
  let replay: Replay
  let home: Home
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { NBA_PACE: '1000' })
    const { code, stderr } = await home.run('sync', '2022-23', '--only', DATASETS.join(','), '--games', GAME)
    if (code !== 0) throw new Error(stderr)
  })
  afterAll(async () => {
    await home.remove()
    await replay.stop()
  })

  /** What every row about the recorded game says of it, by the two teams. */
  const SAME_GAME = { season: '2022-23', season_type: 'Regular Season', game_date: '2023-01-02' }
  const CLE = {
    ...SAME_GAME,
    team_id: 1610612739,
    team: 'CLE',
    opponent_team_id: 1610612741,
    opponent: 'CHI',
    is_home: true,
  }
  const CHI = {
    ...SAME_GAME,
    team_id: 1610612741,
    team: 'CHI',
    opponent_team_id: 1610612739,
    opponent: 'CLE',
    is_home: false,
  }
  const OF_THE_GAME = `season, season_type, game_date::text, team_id::float8, team_abbreviation as team,
    opponent_team_id::float8, opponent_abbreviation as opponent, is_home`

  it('player_box_scores has each line of a game with season, date, opponent, and what each kind of box score has of it', async () => {
    const kinds = {
      advanced: recordedPlayers('BoxScoreAdvancedV3'),
      fourFactors: recordedPlayers('BoxScoreFourFactorsV3'),
      misc: recordedPlayers('BoxScoreMiscV3'),
      scoring: recordedPlayers('BoxScoreScoringV3'),
      usage: recordedPlayers('BoxScoreUsageV3'),
      tracking: recordedPlayers('BoxScorePlayerTrackV3'),
      hustle: recordedPlayers('BoxScoreHustleV2'),
      defensive: recordedPlayers('BoxScoreDefensiveV2'),
    }
    const expected = recordedBox('BoxScoreTraditionalV3').flatMap(({ players }, side) =>
      players
        .filter(({ statistics }) => statistics.minutes !== '')
        .map(({ personId, firstName, familyName, statistics }) => ({
          ...(side === 0 ? CLE : CHI),
          player_id: personId,
          player_name: `${firstName} ${familyName}`,
          points: statistics.points,
          offensive_rating: kinds.advanced.get(personId)?.offensiveRating,
          on_floor_effective_field_goal_pct: kinds.fourFactors.get(personId)?.effectiveFieldGoalPercentage,
          points_paint: kinds.misc.get(personId)?.pointsPaint,
          three_pointers_attempted_pct: kinds.scoring.get(personId)?.percentageFieldGoalsAttempted3pt,
          team_three_pointers_attempted_pct: kinds.usage.get(personId)?.percentageThreePointersAttempted,
          touches: kinds.tracking.get(personId)?.touches,
          deflections: kinds.hustle.get(personId)?.deflections,
          player_points: kinds.defensive.get(personId)?.playerPoints,
        })),
    )
    const rows = await home.query(
      `select ${OF_THE_GAME}, player_id::float8, player_name, points, offensive_rating, on_floor_effective_field_goal_pct, points_paint,
         three_pointers_attempted_pct, team_three_pointers_attempted_pct, touches, deflections, player_points
       from player_box_scores where game_id = '${GAME}' and minutes is not null`,
    )
    expect(byPlayer(rows)).toEqual(byPlayer(expected))
    expect(rows).toHaveLength(19)
    expect(
      await home.query(
        `select player_name, comment from player_box_scores where game_id = '${GAME}' and minutes is null and is_home order by 1`,
      ),
    ).toEqual([
      { player_name: 'Evan Mobley', comment: 'DNP - Injury/Illness' },
      { player_name: 'Isaiah Mobley', comment: "DNP - Coach's Decision" },
    ])
  })

  it('team_box_scores has both lines of a game with season, date, opponent, and what each kind of box score has of them', async () => {
    const of = (file: string, member: string): readonly unknown[] =>
      recordedBox(file).map(({ statistics }) => statistics[member])
    const [points, rating, rate, paint, threes, touches, deflections] = [
      of('BoxScoreTraditionalV3', 'points'),
      of('BoxScoreAdvancedV3', 'offensiveRating'),
      of('BoxScoreFourFactorsV3', 'freeThrowAttemptRate'),
      of('BoxScoreMiscV3', 'pointsPaint'),
      of('BoxScoreScoringV3', 'percentagePoints3pt'),
      of('BoxScorePlayerTrackV3', 'touches'),
      of('BoxScoreHustleV2', 'deflections'),
    ]
    expect(
      await home.query(
        `select ${OF_THE_GAME}, team_name, points, opponent_points, offensive_rating, free_throw_attempt_rate, points_paint,
           points_three_pointers_pct, touches, deflections
         from team_box_scores where game_id = '${GAME}' order by is_home desc`,
      ),
    ).toEqual(
      [CLE, CHI].map((game, side) => ({
        ...game,
        team_name: side === 0 ? 'Cleveland Cavaliers' : 'Chicago Bulls',
        points: points?.[side],
        opponent_points: points?.[1 - side],
        offensive_rating: rating?.[side],
        free_throw_attempt_rate: rate?.[side],
        points_paint: paint?.[side],
        points_three_pointers_pct: threes?.[side],
        touches: touches?.[side],
        deflections: deflections?.[side],
      })),
    )
  })

  it("player_matchups has who guarded whom with season, date, opponent and both players' names", async () => {
    const names = new Map(
      recordedBox('BoxScoreTraditionalV3').flatMap(({ players }) =>
        players.map(({ personId, firstName, familyName }) => [personId, `${firstName} ${familyName}`]),
      ),
    )
    const expected = recordedBox('BoxScoreMatchupsV3').flatMap(({ players }, side) =>
      players.flatMap(({ personId, matchups = [] }) =>
        matchups.map((matchup) => ({
          ...(side === 0 ? CLE : CHI),
          player_id: personId,
          attacked: names.get(personId),
          guarded: names.get(matchup.personId),
          player_points: matchup.statistics.playerPoints,
        })),
      ),
    )
    const rows = await home.query(
      `select ${OF_THE_GAME}, offensive_player_id::float8 as player_id, offensive_player_name as attacked, defensive_player_name as guarded, player_points
       from player_matchups where game_id = '${GAME}'`,
    )
    expect(byPlayer(rows)).toEqual(byPlayer(expected))
  })

  it("plays has each action of a game with season, date, opponent; its points are those of the players' lines", async () => {
    expect(
      await home.query(
        `select distinct ${OF_THE_GAME} from plays where game_id = '${GAME}' and team_id is not null order by is_home desc`,
      ),
    ).toEqual([CLE, CHI])
    expect(await home.query(`select action_id from plays where game_id = '${GAME}' order by 1`)).toEqual(
      recordedActions().map(({ actionId }) => ({ action_id: actionId })),
    )
    const rows = await home.query(
      `select player_id::float8, player_name, sum(points)::int as points from plays
       where game_id = '${GAME}' and player_id is not null group by 1, 2 having sum(points) > 0`,
    )
    const scorers = recordedBox('BoxScoreTraditionalV3')
      .flatMap(({ players }) => players)
      .filter(({ statistics }) => Number(statistics.points) > 0)
      .map(({ personId, firstName, familyName, statistics }) => ({
        player_id: personId,
        player_name: `${firstName} ${familyName}`,
        points: statistics.points,
      }))
    expect(byPlayer(rows)).toEqual(byPlayer(scorers))
  })
})

/** Rows in the order of their players, and of all else where a player has several. */
const byPlayer = (rows: readonly object[]): readonly object[] =>
  rows.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
const textOf = (row: object): string =>
  JSON.stringify(Object.entries(row).toSorted(([a], [b]) => a.localeCompare(b)))
