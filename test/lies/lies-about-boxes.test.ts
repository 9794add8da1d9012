import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { recorded } from '../datasets/recorded.js'
import { partOf } from './part.js'
import { ONE_GAME } from './one-game.js'
import type { Body } from './lying-source.js'
import { available, LyingSeason } from './lying-season.js'
import { UNPROVABLE_OF_BOXES } from './unprovable.js'

/** A team or player; those of matchups have their statistics further below. */
type Line = Body & { statistics?: Body }
type Side = Line & { players: Line[] }
type Box = Body & { homeTeam: Side; awayTeam: Side }

const boxOf = (body: Body): Box =>
  Object.values(body).find((member): member is Box => Object.hasOwn(Object(member), 'homeTeam')) ??
  ({} as Box)

/** Changes the box score of a body. */
const box =
  (change: (box: Box) => void) =>
  (body: Body): string => {
    change(boxOf(body))
    return JSON.stringify(body)
  }

/** Lies that every box score may tell. */
const OF_ANY_BOX: Readonly<Record<string, (body: Body) => string>> = {
  'has nobody on one side': box(({ homeTeam }) => homeTeam.players.splice(0)),
  'lacks the player who played longest': box(({ awayTeam }) => awayTeam.players.splice(0, 1)),
  'has the players of both sides swapped': box(({ homeTeam, awayTeam }) => {
    ;[homeTeam.players, awayTeam.players] = [awayTeam.players, homeTeam.players]
  }),
  'has its teams swapped': box((of) => {
    ;[of.homeTeam, of.awayTeam] = [of.awayTeam, of.homeTeam]
  }),
  'gives every player the numbers of the next': box(({ homeTeam: { players } }) => {
    const numbers = players.map(({ statistics }) => statistics)
    for (const [i, player] of players.entries()) player.statistics = numbers[i + 1] ?? numbers[0] ?? {}
  }),
  'has only zeros': box(({ homeTeam, awayTeam }) => {
    for (const { statistics = {} } of [homeTeam, awayTeam].flatMap((side) => [side, ...side.players]))
      for (const [name, value] of Object.entries(statistics))
        if (typeof value === 'number') statistics[name] = 0
  }),
}

const BOXES = {
  box_score_advanced: 'boxscoreadvancedv3',
  box_score_defensive: 'boxscoredefensivev2',
  box_score_four_factors: 'boxscorefourfactorsv3',
  box_score_hustle: 'boxscorehustlev2',
  box_score_matchups: 'boxscorematchupsv3',
  box_score_misc: 'boxscoremiscv3',
  box_score_scoring: 'boxscorescoringv3',
  box_score_tracking: 'boxscoreplayertrackv3',
  box_score_usage: 'boxscoreusagev3',
}

/** The box scores that name the teams, by dataset. */
const BOXES_WITH_NAMES = [
  'box_score_advanced',
  'box_score_four_factors',
  'box_score_hustle',
  'box_score_misc',
  'box_score_scoring',
  'box_score_tracking',
  'box_score_usage',
  'box_scores',
]

/** What a box score may call the teams of a game, and the note that says it. */
const OTHER_NAMES: Readonly<
  Record<string, { readonly answer: (body: Body) => string; readonly note: string }>
> = {
  'of another city': {
    answer: box(({ homeTeam }) => Object.assign(homeTeam, { teamCity: 'Elsewhere' })),
    note: 'CLE: team_city team_name Elsewhere Cavaliers, team_game_logs Cleveland Cavaliers',
  },
  'with another name': {
    answer: box(({ awayTeam }) => Object.assign(awayTeam, { teamName: 'Cavaliers' })),
    note: 'CHI: team_city team_name Chicago Cavaliers, team_game_logs Chicago Bulls',
  },
  'with another abbreviation': {
    answer: box(({ awayTeam }) => Object.assign(awayTeam, { teamTricode: 'CLE' })),
    note: 'CLE: team_abbreviation CLE, team_game_logs CHI',
  },
}

interface Row {
  readonly set: string
  /** Changes the cells of a row, by header; false takes it away. */
  readonly change: (cells: Body, row: number) => Body | false
}

/** Changes rows of a result set. */
const rows =
  (...changes: readonly Row[]) =>
  (body: Body): string => {
    for (const set of body.resultSets as { name: string; headers: string[]; rowSet: unknown[][] }[]) {
      const own = changes.find((each) => each.set === set.name)
      if (own === undefined) continue
      set.rowSet = set.rowSet.flatMap((values, i) => {
        const cells: Body = Object.fromEntries(set.headers.map((header, at) => [header, values[at]]))
        const changed = own.change(cells, i)
        return changed === false ? [] : [set.headers.map((header) => ({ ...cells, ...changed })[header])]
      })
    }
    return JSON.stringify(body)
  }

interface Lie {
  readonly about: RegExp
  readonly answer: (body: Body) => string
  /** Datasets by which it can be told. */
  readonly beside?: readonly string[]
  /** The note that says it, where it is only noted. */
  readonly note?: string
}

/** Gives the first player of the home team, or the team itself, other statistics. */
const statistics = (of: 'player' | 'team', change: Body) =>
  box(({ homeTeam }) => {
    const line = of === 'team' ? homeTeam : homeTeam.players[0]
    Object.assign(line?.statistics ?? {}, change)
  })

const LIES: Readonly<Record<string, Lie>> = {
  'box_score_advanced has a player who played faster': {
    about: /boxscoreadvancedv3/,
    answer: statistics('player', { pace: 120, pacePer40: 100, estimatedPace: 120 }),
  },
  'box_score_advanced has assists that nobody had': {
    about: /boxscoreadvancedv3/,
    answer: statistics('team', { assistPercentage: 0.9 }),
  },
  'box_score_four_factors has more rebounds than there were': {
    about: /boxscorefourfactorsv3/,
    answer: statistics('player', { offensiveReboundPercentage: 1.2 }),
  },
  'box_score_misc has points that the opponents made beside the game': {
    about: /boxscoremiscv3/,
    answer: statistics('player', { oppPointsPaint: 60 }),
  },
  'box_score_misc has points that the opponents made without five players': {
    about: /boxscoremiscv3/,
    note: "CLE: opponent_points_paint 54, players' sum",
    answer: statistics('player', { oppPointsPaint: 2 }),
  },
  'box_score_advanced has a team with more possessions than its rating makes': {
    about: /boxscoreadvancedv3/,
    note: 'CHI: offensive_rating 122.9, team_game_logs 120.7',
    answer: box(({ awayTeam }) => Object.assign(awayTeam.statistics ?? {}, { possessions: 111 })),
  },
  'box_score_scoring has points in the paint that nobody made': {
    about: /boxscorescoringv3/,
    beside: ['box_score_misc'],
    note: 'CLE: points_paint_pct 0.5, team_game_logs',
    answer: statistics('team', { percentagePointsPaint: 0.5 }),
  },
  'box_score_usage has a team with half of its points': {
    about: /boxscoreusagev3/,
    note: 'CLE: points_pct make 0.5',
    answer: statistics('team', { percentagePoints: 0.5 }),
  },
  'box_score_tracking has a player who ran twice as fast': {
    about: /boxscoreplayertrackv3/,
    note: 'speed 9, but',
    answer: statistics('player', { speed: 9 }),
  },
  'box_score_advanced has the players of another game': {
    about: /boxscoreadvancedv3/,
    answer: (body) => {
      const other = boxOf(recorded('scenarios.common.BoxScoreAdvancedV3.json.gz') as Body)
      return JSON.stringify({ ...body, boxScoreAdvanced: { ...other, gameId: boxOf(body).gameId } })
    },
  },
  'game_summaries has periods that are not the score': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'LineScore', change: ({ PTS_QTR1 }) => ({ PTS_QTR1: Number(PTS_QTR1) + 2 }) }),
  },
  'game_summaries has another score': {
    about: /boxscoresummaryv2/,
    answer: rows({
      set: 'LineScore',
      change: ({ PTS_QTR1, PTS }, i) => ({ PTS_QTR1: Number(PTS_QTR1) + i, PTS: Number(PTS) + i }),
    }),
  },
  'game_summaries has points that another period brought': {
    about: /boxscoresummaryv2/,
    beside: ['play_by_play'],
    note: 'period 1 35, play_by_play 34',
    answer: rows({
      set: 'LineScore',
      change: ({ PTS_QTR1, PTS_QTR2 }) => ({
        PTS_QTR1: Number(PTS_QTR1) + 1,
        PTS_QTR2: Number(PTS_QTR2) - 1,
      }),
    }),
  },
  'game_summaries has one line alone': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'LineScore', change: (_cells, i) => (i === 0 ? {} : false) }),
  },
  'game_summaries is of another game': {
    about: /boxscoresummaryv2/,
    answer: () => JSON.stringify(recorded('scenarios.common.BoxScoreSummaryV2.json.gz')),
  },
  'game_summaries has points in the paint that nobody made': {
    about: /boxscoresummaryv2/,
    beside: ['box_score_misc'],
    answer: rows({ set: 'OtherStats', change: ({ PTS_PAINT }) => ({ PTS_PAINT: Number(PTS_PAINT) + 4 }) }),
  },
  'game_summaries has a last meeting that was later': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'LastMeeting', change: () => ({ LAST_GAME_DATE_EST: '2023-02-11T00:00:00' }) }),
  },
  'game_summaries has a last meeting with another team': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'LastMeeting', change: () => ({ LAST_GAME_VISITOR_TEAM_ID: 1610612742 }) }),
  },
  'game_summaries has somebody inactive who played': {
    about: /boxscoresummaryv2/,
    answer: rows({
      set: 'InactivePlayers',
      change: (_cells, i) =>
        i === 0 ? { PLAYER_ID: 1628378, FIRST_NAME: 'Donovan', LAST_NAME: 'Mitchell' } : {},
    }),
  },
  'game_summaries has somebody inactive of a third team': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'InactivePlayers', change: (_cells, i) => (i === 0 ? { TEAM_ID: 1610612742 } : {}) }),
  },
  'game_summaries has ten times the spectators': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'GameInfo', change: ({ ATTENDANCE }) => ({ ATTENDANCE: Number(ATTENDANCE) * 10 }) }),
  },
  'game_summaries has ties of one team alone': {
    about: /boxscoresummaryv2/,
    answer: rows({ set: 'OtherStats', change: (_cells, i) => (i === 0 ? { TIMES_TIED: 9 } : {}) }),
  },
  'game_summaries has a lead that nobody had': {
    about: /boxscoresummaryv2/,
    beside: ['play_by_play'],
    note: 'CLE: largest_lead 31, play_by_play 11',
    answer: rows({ set: 'OtherStats', change: (_cells, i) => (i === 0 ? { LARGEST_LEAD: 31 } : {}) }),
  },
  'game_summaries has a period more': {
    about: /boxscoresummaryv2/,
    beside: ['play_by_play'],
    note: 'periods 6, play_by_play 5',
    answer: rows({ set: 'GameSummary', change: () => ({ LIVE_PERIOD: 6 }) }),
  },
  'game_summaries has turnovers that the log does not have': {
    about: /boxscoresummaryv2/,
    note: 'turnovers 14.00, team_game_logs 10',
    answer: rows({ set: 'OtherStats', change: (_cells, i) => (i === 0 ? { TOTAL_TURNOVERS: 14 } : {}) }),
  },
  'rotations has one side alone': {
    about: /gamerotation/,
    answer: rows({ set: 'HomeTeam', change: () => false }),
  },
  'rotations has its sides swapped': {
    about: /gamerotation/,
    answer: (body) => {
      const sets = body.resultSets as { name: string }[]
      for (const set of sets) set.name = set.name === 'HomeTeam' ? 'AwayTeam' : 'HomeTeam'
      return JSON.stringify(body)
    },
  },
  'rotations lacks a spell': {
    about: /gamerotation/,
    note: 'player_game_logs',
    answer: rows({ set: 'HomeTeam', change: (_cells, i) => (i === 0 ? false : {}) }),
  },
  'play_by_play has both sides swapped': {
    about: /playbyplayv3/,
    answer: (body) => {
      for (const action of (body.game as { actions: Body[] }).actions)
        action.location = action.location === 'h' ? 'v' : action.location === 'v' ? 'h' : ''
      return JSON.stringify(body)
    },
  },
}

const OTHERS = Object.entries(LIES).map(([title, lie]) => {
  const [dataset = '', ...what] = title.split(' ')
  return [dataset, what.join(' '), lie] as const
})

describe.skipIf(!available)('a source that lies about one game', () => {
  let season: LyingSeason
  beforeAll(async () => {
    season = await LyingSeason.start(ONE_GAME)
  })
  afterAll(() => season.close())

  /** Tells a lie of an empty database. `believed`: the datasets that succeeded with it; `noted`: what notes say then. */
  async function tell(about: RegExp, answer: (body: Body) => string, datasets: readonly string[]) {
    const lie = { about: (path: string) => about.test(path), answer }
    const { runId, datasets: steps, differences, healed } = await season.tell(lie, datasets, { first: true })
    const changed = CATALOGUE.nba.filter(({ tables }) =>
      tables.some(({ name }) => differences.some(({ table }) => table === name)),
    )
    const believed = steps
      .filter(({ name, outcome }) => outcome === 'succeeded' && changed.some((of) => of.name === name))
      .map(({ name }) => name)
    const { rows: notes } = await season.environment.database.pool.query<{ dataset: string; detail: string }>(
      `select dataset, detail from sync_findings where run_id = $1 and kind = 'note' and dataset = any($2)`,
      [runId, believed],
    )
    return { healed, believed, notes, noted: notes.map(({ detail }) => detail).join('; ') }
  }

  it.each(partOf(Object.entries(OF_ANY_BOX)))(
    'is not believed where a box score %s',
    async (what, answer) => {
      const about = new RegExp(Object.values(BOXES).join('|'))
      const { healed, believed } = await tell(about, answer, Object.keys(BOXES))
      expect({ healed, believed }).toEqual({
        healed: true,
        believed: UNPROVABLE_OF_BOXES[what]?.datasets ?? [],
      })
    },
  )

  it.each(partOf(Object.entries(OTHER_NAMES), 1))(
    'is noted where each box score has a team %s',
    async (_what, { answer, note }) => {
      const { healed, notes } = await tell(/boxscore\w+v[23]/, answer, BOXES_WITH_NAMES)
      const named = notes.filter(({ detail }) => detail.includes(note)).map(({ dataset }) => dataset)
      expect({ healed, named: named.toSorted() }).toEqual({ healed: true, named: BOXES_WITH_NAMES })
    },
  )

  it.each(partOf(OTHERS))(
    'is not believed where %s %s',
    async (dataset, _what, { about, answer, beside = [], note }) => {
      const { healed, believed, noted } = await tell(about, answer, [dataset, ...beside])
      expect({ healed, believed }).toEqual({ healed: true, believed: note === undefined ? [] : [dataset] })
      expect(noted).toContain(note ?? '')
    },
  )
})
