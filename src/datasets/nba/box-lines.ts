import { cell } from '../kit/cells.js'
import type { Column, TableName } from '../kit/fields.js'
import type { Check, LineRule, RatiosOfTheLines, RulesOfALine } from '../kit/verify.js'

/** Columns with a player's and a team's name in every V3 box score, and the minutes of who played. */
export const OF_PLAYER = { who: 'last_name', played: 'minutes' } as const
export const OF_TEAM = { who: 'team_abbreviation' } as const

/** Who a player's line is of, in every V3 box score. */
export const PLAYERS = {
  fields: [
    [cell.textOrNull, { first_name: 'firstName', last_name: 'familyName', jersey_number: 'jerseyNum' }],
    [cell.textOrNull, { position: 'position', comment: 'comment' }],
  ],
  mayEmpty: ['position', 'comment'], // starters and who did not play: known late, or never
} as const

/** Who a team's line is of. */
export const TEAMS = {
  fields: [
    [cell.textOrNull, { team_city: 'teamCity', team_name: 'teamName', team_abbreviation: 'teamTricode' }],
  ],
} as const

type Ratios = RatiosOfTheLines['ratios']

/** What the lines of a box score are held against, beside the games. */
interface Held<P extends TableName, T extends TableName> {
  readonly players: P
  readonly teams: T
  /** Columns that the game logs have too, beside the team and the minutes of a player: of players and of teams. */
  readonly logged?: readonly [players: readonly Column<P>[], teams: readonly Column<T>[]]
  /** The box lists only some of who played. */
  readonly mayLack?: true
  /** Ratios of the counts that the game logs have: of players and of teams. */
  readonly ratios?: readonly [players: Ratios, teams: Ratios]
  /** Columns that add up to the team's line, or at most to it; minutes do unless told otherwise. */
  readonly sums?: {
    readonly equal: readonly Column<P>[]
    readonly atMost?: readonly Column<P>[]
    /** No player has more than the team. */
    readonly each?: readonly Column<P>[]
  }
  readonly minutes?: false
  /** What a team's line says of the opponent, by the opponent's column. */
  readonly mirrored?: { readonly [C in Column<T>]?: Column<T> }
  /** Shares of 1 that the two teams have together, by the opponent's column. */
  readonly wholes?: { readonly [C in Column<T>]?: Column<T> }
  /** What must agree within a line, of a player or a team. */
  readonly rules?: readonly LineRule[]
}

/** The checks of a V3 box score: its lines with the game logs, with each other and with themselves. */
export function boxChecks<P extends TableName, T extends TableName>(held: Held<P, T>): readonly Check[] {
  const {
    players,
    teams,
    logged = [[], []],
    ratios,
    sums = { equal: [] },
    mirrored,
    wholes = {},
    rules = [],
  } = held
  const [ofPlayer, ofTeam] = [
    ['game_id', 'player_id'],
    ['game_id', 'team_id'],
  ] as const
  const [player, team] = [{ who: 'last_name' }, { who: 'team_abbreviation' }] as const
  return [
    {
      kind: 'same-values',
      table: players,
      with: 'player_game_logs',
      on: ofPlayer,
      columns: ['team_id', 'minutes', ...logged[0]],
      within: { minutes: 1 }, // the log has whole minutes
      ...player,
      played: 'minutes',
      ...(held.mayLack && { mayLack: true }),
    },
    ...withColumns(logged[1], (columns) => ({
      kind: 'same-values' as const,
      table: teams,
      with: 'team_game_logs' as const,
      on: ofTeam,
      columns,
      ...team,
    })),
    ...withRatios(ratios?.[0], { table: players, with: 'player_game_logs', on: ofPlayer, ...player }),
    ...withRatios(ratios?.[1], { table: teams, with: 'team_game_logs', on: ofTeam, ...team }),
    {
      kind: 'sums-of-the-teams',
      players,
      teams,
      equal: sums.equal,
      atMost: sums.atMost ?? [],
      each: sums.each ?? [],
      ...(held.minutes !== false && { minutes: 'minutes' }),
    },
    ...(mirrored
      ? [
          {
            kind: 'mirrored-lines',
            table: teams,
            columns: mirroredOf(mirrored),
            wholes: mirroredOf(wholes),
          } as const,
        ]
      : []),
    lineRules(players, OF_PLAYER, [...rules, minutesTo(75)]),
    lineRules(teams, OF_TEAM, [...rules, minutesTo(400)]),
    teamsOfTheLog(teams),
  ]
}

/**
 * A game's teams have the names that the log has for them, in all 22 lines of recorded box scores and summaries whose log
 * is recorded, and in all 2,537 of the schedule of 2023-24, which calls teams as box scores do. No V3 box score of a
 * season is recorded in which a team had another name than today.
 */
export const teamsOfTheLog = (table: TableName): Check => ({
  kind: 'repeated-values',
  table,
  with: 'team_game_logs',
  on: { game_id: 'game_id', team_id: 'team_id' },
  values: { team_name: ['team_city', 'team_name'], team_abbreviation: 'team_abbreviation' },
  of: 'game',
  subject: 'game_id',
  who: 'team_abbreviation',
  noted: true,
})

const withColumns = (columns: readonly string[], check: (columns: readonly string[]) => Check) =>
  columns.length > 0 ? [check(columns)] : []

const withRatios = (
  ratios: Ratios = {},
  of: Omit<RatiosOfTheLines, 'kind' | 'ratios'>,
): readonly RatiosOfTheLines[] =>
  Object.keys(ratios).length > 0 ? [{ kind: 'ratios-of-the-lines', ...of, ratios }] : []

const mirroredOf = (columns: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([column, opponents]) =>
      opponents === undefined ? [] : [[column, opponents]],
    ),
  )

/** More than six overtimes. */
const minutesTo = (most: number): LineRule => ({ rule: 'between', column: 'minutes', least: 0, most })

/** What must agree within a line of the table, of a player or a team. */
export const lineRules = (
  table: TableName,
  of: { readonly who: string; readonly played?: string },
  rules: readonly LineRule[],
): RulesOfALine => ({ kind: 'rules-of-a-line', table, subject: 'game_id', ...of, rules })

/** A made share of attempts, and made at most attempted, of each column with this beginning. */
export const shotRules = (...kinds: readonly string[]): readonly LineRule[] =>
  kinds.flatMap((kind) => {
    const [made, attempted] = [`${kind}s_made`, `${kind}s_attempted`]
    return [
      { rule: 'share', column: `${kind}_pct`, part: made, of: [attempted] },
      { rule: 'at-most', column: made, most: attempted },
    ] as const
  })

/** Bounds of some columns. */
export const between = (least: number, most: number, ...columns: readonly string[]): readonly LineRule[] =>
  columns.map((column) => ({ rule: 'between', column, least, most }))

/** A ratio to three digits, as percentages are. */
export const ratio = (
  part: Ratios[string]['part'],
  of: Ratios[string]['of'],
  digits = 3,
): Ratios[string] => ({ part, of, digits })
