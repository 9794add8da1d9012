import { periodStart } from '../../derive/clock.js'
import { derive, type DerivedGame } from '../../derive/derive.js'
import { DoesNotFit, FIVE, type RecordedGame, type RecordedSide } from '../../derive/game.js'
import type { Row, StoredRows } from '../dataset.js'
import type { Cell } from '../kit/cells.js'

/** The rows of a game: one of the game itself, then its stints and possessions, or none where it does not fit. */
export function* stintRows(
  stored: StoredRows,
): Generator<{ readonly table: 'stint_games' | 'stints' | 'possessions'; readonly row: Row }> {
  const game = gameOf(stored)
  const found = game instanceof DoesNotFit ? { reason: game.message } : derived(game, stored.rotations ?? [])
  if (game instanceof DoesNotFit || 'reason' in found) {
    const reason = 'reason' in found ? found.reason : null
    yield { table: 'stint_games', row: { ...NOTHING, misfit: reason } }
    return
  }
  const { stints, possessions, differences } = found
  yield {
    table: 'stint_games',
    row: {
      misfit: null,
      stints: stints.length,
      possessions: possessions.length,
      seconds_off: differences.seconds,
      plus_minus_off: differences.plusMinus,
    },
  }
  for (const { number, period, start, end, fives, points } of stints)
    yield {
      table: 'stints',
      row: {
        number,
        period,
        start_seconds: start,
        end_seconds: end,
        home_players: `{${fives[0].join(',')}}`,
        away_players: `{${fives[1].join(',')}}`,
        home_points: points[0],
        away_points: points[1],
      },
    }
  for (const { number, period, offense, start, end, points, defensePoints, ending, stint } of possessions)
    yield {
      table: 'possessions',
      row: {
        number,
        period,
        team_id: game.sides[offense].teamId,
        start_seconds: start,
        end_seconds: end,
        points,
        opponent_points: defensePoints,
        ending,
        stint_number: stint,
      },
    }
}

const NOTHING = { stints: 0, possessions: 0, seconds_off: null, plus_minus_off: null } as const

/** Derives a game; what play-by-play and box score leave open, the line-ups at the periods' starts by the rotations decide. */
function derived(game: RecordedGame, rotations: readonly Row[]): DerivedGame {
  const found = derive(game)
  if (!('reason' in found) || rotations.length === 0) return found
  const withStarters = derive({ ...game, starters: startersBy(rotations, game) })
  return 'reason' in withStarters ? found : withStarters
}

/** The five of each side at the start of each period, where the rotations have five of both. */
function startersBy(
  rotations: readonly Row[],
  { actions }: RecordedGame,
): NonNullable<RecordedGame['starters']> {
  const periods = [...new Set(actions.map(({ period }) => period))]
  return new Map(
    periods.flatMap((period) => {
      const start = periodStart(period) * TENTHS
      const of = (isHome: boolean): readonly number[] =>
        rotations
          .filter((row) => row.is_home === isHome)
          .filter((row) => Number(row.in_time) <= start && Number(row.out_time) > start)
          .map((row) => Number(row.player_id))
      const fives = [of(true), of(false)] as const
      return fives.every(({ length }) => length === FIVE) ? [[period, fives] as const] : []
    }),
  )
}

/** Of a second, in which rotations are told. */
const TENTHS = 10

/** The game that the stored rows are about. */
function gameOf(stored: StoredRows): RecordedGame | DoesNotFit {
  const teams = stored.box_score_teams ?? []
  const players = stored.box_score_players ?? []
  const side = (isHome: boolean): RecordedSide | undefined => {
    const team = teams.find((row) => row.is_home === isHome)
    return team && sideOf(team, players)
  }
  const [home, away] = [side(true), side(false)]
  if (home === undefined || away === undefined) return new DoesNotFit('the box score lacks a team')
  const actions = stored.play_by_play ?? []
  if (actions.some((row) => row.seconds_left === null)) return new DoesNotFit('an action has no clock')
  return {
    sides: [home, away],
    actions: actions.map((row) => ({
      period: Number(row.period),
      secondsLeft: Number(row.seconds_left),
      teamId: numberOrNull(row.team_id),
      playerId: numberOrNull(row.player_id),
      location: row.location === 'h' || row.location === 'v' ? row.location : null,
      actionType: textOrNull(row.action_type),
      subType: textOrNull(row.sub_type),
      description: textOrNull(row.description) ?? '',
      shotValue: numberOrNull(row.shot_value),
    })),
  }
}

/** A team, with those of its players who have minutes: 0 of who was on the floor for some seconds. */
const sideOf = (team: Row, players: readonly Row[]): RecordedSide => ({
  teamId: Number(team.team_id),
  points: Number(team.points),
  players: players
    .filter((row) => row.team_id === team.team_id && typeof row.minutes === 'number')
    .map((row) => ({
      playerId: Number(row.player_id),
      firstName: textOrNull(row.first_name) ?? '',
      lastName: textOrNull(row.last_name) ?? '',
      seconds: Math.round(Number(row.minutes) * SECONDS),
      plusMinus: numberOrNull(row.plus_minus),
    })),
})

/** Of a minute. */
const SECONDS = 60

const numberOrNull = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null)
const textOrNull = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null)
