import type { Action, RecordedGame, RecordedPlayer, RecordedSide } from '../../src/derive/game.js'

export const HOME = 1
export const AWAY = 2

/** Six players of a team; the first five start. Ids of the home team are 11 to 16, of the away team 21 to 26. */
const NAMES = {
  [HOME]: ['Ash', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir'],
  [AWAY]: ['Gull', 'Heron', 'Ibis', 'Jay', 'Kite', 'Lark'],
} as const

/** Seconds of a game of four periods. */
const WHOLE = 2880

export interface SmallGame {
  /** Seconds of each home player by the box score. */
  readonly home?: readonly number[]
  readonly plusMinus?: readonly number[]
  readonly points?: readonly [home: number, away: number]
  /** Further home players. */
  readonly more?: readonly RecordedPlayer[]
  readonly actions: readonly Action[]
}

/** A game of four periods in which every starter acts in every period, and nothing else happens but `actions`. */
export function smallGame({
  home = [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, 0],
  plusMinus = [],
  points = [0, 0],
  more = [],
  actions,
}: SmallGame): RecordedGame {
  const side = (team: typeof HOME | typeof AWAY, seconds: readonly number[]): RecordedSide => ({
    teamId: team,
    points: points[team - 1] ?? 0,
    players: [
      ...NAMES[team].map((lastName, i) => ({
        playerId: team * 10 + 1 + i,
        firstName: 'A.',
        lastName,
        seconds: seconds[i] ?? 0,
        plusMinus: plusMinus[i] ?? 0,
      })),
      ...(team === HOME ? more : []),
    ].filter(({ seconds: played }) => played > 0),
  })
  return { sides: [side(HOME, home), side(AWAY, [WHOLE, WHOLE, WHOLE, WHOLE, WHOLE])], actions }
}

/** An action of a player, of whom 11 is Ash; `at`: seconds left in the period. */
export function action(
  period: number,
  at: number,
  player: number,
  what: Partial<Action> & { readonly actionType: string | null },
): Action {
  return {
    period,
    secondsLeft: at,
    teamId: Math.floor(player / 10),
    playerId: player,
    location: null,
    subType: null,
    description: '',
    shotValue: null,
    ...what,
  }
}

export const rebound = (period: number, at: number, player: number): Action =>
  action(period, at, player, {
    actionType: 'Rebound',
    description: `${nameOf(player)} REBOUND (Off:0 Def:1)`,
  })

export const made = (period: number, at: number, player: number, shotValue = 2): Action =>
  action(period, at, player, {
    actionType: 'Made Shot',
    shotValue,
    description: `${nameOf(player)} 1' Layup (2 PTS)`,
  })

export const foul = (period: number, at: number, player: number, subType = 'Shooting'): Action =>
  action(period, at, player, { actionType: 'Foul', subType, description: `${nameOf(player)} S.FOUL (P1.T1)` })

export const freeThrow = (period: number, at: number, player: number, subType: string): Action =>
  action(period, at, player, {
    actionType: 'Free Throw',
    subType,
    description: `${nameOf(player)} ${subType} (1 PTS)`,
  })

/** The player whose action it is leaves. */
export const substitution = (period: number, at: number, enters: number, leaves: number): Action =>
  action(period, at, leaves, {
    actionType: 'Substitution',
    description: `SUB: ${nameOf(enters)} FOR ${nameOf(leaves)}`,
  })

/** Rebounds of these players at a moment: they are on the floor. */
export const seen = (period: number, at: number, ...players: readonly number[]): readonly Action[] =>
  players.map((player) => rebound(period, at, player))

export const STARTERS = [11, 12, 13, 14, 15, 21, 22, 23, 24, 25] as const

/** The four periods, in which all starters are seen first; `more` follows in each. */
export const periods = (more: (period: number) => readonly Action[] = () => []): readonly Action[] =>
  [1, 2, 3, 4].flatMap((period) => [...seen(period, 700, ...STARTERS), ...more(period)])

export const nameOf = (player: number): string =>
  NAMES[player < 20 ? HOME : AWAY][(player % 10) - 1] ?? `Player ${player}`
