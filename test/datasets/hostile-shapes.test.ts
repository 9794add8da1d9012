import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Dataset, StoredSeason } from '../../src/datasets/dataset.js'
import type { SeasonScope } from '../../src/season/season.js'
import { SourceError } from '../../src/sources/judge/source-error.js'
import { answerTo } from '../support/tiny-league.js'
import { mutationsOf, shortened } from './mutations.js'
import { recorded } from './recorded.js'
import { requestOf, transformed } from './transforming.js'

/** An answer of each dataset: recorded ones of the NBA, made-up ones where none is recorded. */
const ANSWERS: Readonly<Record<string, readonly [answer: () => unknown, season: string]>> = {
  'nba games': [() => recorded('pbpstats.scheduleLeagueV2.2023-24.json.gz'), '2023-24'],
  'nba team_game_logs': [() => recorded('smoke.LeagueGameLog.json.gz'), '2025-26'],
  'nba player_game_logs': [() => answerTo('leaguegamelog players'), '2018-19'],
  'nba teams': [() => recorded('smoke.LeagueGameLog.json.gz'), '2025-26'],
  'nba players': [() => recorded('smoke.CommonAllPlayers.json.gz'), '2025-26'],
  'nba player_seasons': [() => recorded('smoke.PlayerIndex.json.gz'), '2025-26'],
  'nba standings': [() => recorded('smoke.LeagueStandingsV3.json.gz'), '2025-26'],
  'nba box_scores': [() => recorded('smoke.BoxScoreTraditionalV3.json.gz'), '2022-23'],
  'nba play_by_play': [() => recorded('smoke.PlayByPlayV3.json.gz'), '2022-23'],
  'nba box_score_advanced': [() => recorded('smoke.BoxScoreAdvancedV3.json.gz'), '2022-23'],
  'nba box_score_hustle': [() => recorded('smoke.BoxScoreHustleV2.json.gz'), '2022-23'],
  'nba player_season_stats': [() => recorded('smoke.LeagueDashPlayerStats.json.gz'), '2025-26'],
  'rest players': [
    () => ({ players: [{ id: 1, firstName: 'Ada', lastName: 'Heron', teamId: 1 }] }),
    '2018-19',
  ],
  'rest games': [
    () => ({
      games: [
        {
          id: '0021800001',
          date: '2018-10-01',
          status: 'Final',
          homeTeamId: 1,
          awayTeamId: 2,
          homeScore: 105,
          awayScore: 87,
        },
      ],
    }),
    '2018-19',
  ],
}

const DATASETS = (['nba', 'rest'] as const).flatMap((source) =>
  CATALOGUE[source].map((dataset) => ({ name: `${source} ${dataset.name}`, dataset })),
)

/** The game of the recorded answers about one. */
const ids = async () => ['0022200552']
const STORED: StoredSeason = { playedGames: ids, teams: ids, players: ids }

/** What is wrong with the way in which a dataset meets a body; undefined where it gives rows, reasons or a sentence. */
async function fault(dataset: Dataset, body: unknown, scope: SeasonScope): Promise<string | undefined> {
  const request = await requestOf(dataset, scope, STORED)
  try {
    for (const out of dataset.transform(body, request, scope))
      if (!('row' in out) && !(out.reason.length > 0 && out.reason.length < 300))
        return `reason "${out.reason}"`
    return undefined
  } catch (error) {
    return error instanceof SourceError && error.message.length < 1_000 ? undefined : String(error)
  }
}

describe('an answer of any shape', () => {
  it('is tried on every dataset', () => {
    expect(Object.keys(ANSWERS).toSorted()).toEqual(DATASETS.map(({ name }) => name).toSorted())
  })

  it.for(DATASETS)('gives rows, reasons or one sentence: $name', async ({ name, dataset }, test) => {
    const [answer, season] = ANSWERS[name] ?? [() => undefined, '2018-19']
    const body = shortened(answer())
    if (body === undefined) return test.skip()
    const scope: SeasonScope = { season, seasonType: 'Regular Season' }
    const faults: string[] = []
    for (const { what, body: wrong } of mutationsOf(body)) {
      const found = await fault(dataset, wrong, scope)
      if (found !== undefined) faults.push(`${what}: ${found}`)
    }
    expect(faults).toEqual([])
  })

  it.for(DATASETS)('is taken whole as it is: $name', async ({ name, dataset }, test) => {
    const [answer, season] = ANSWERS[name] ?? [() => undefined, '2018-19']
    const body = answer()
    if (body === undefined) return test.skip()
    const { rows, refused } = await transformed(
      dataset,
      body,
      { season, seasonType: 'Regular Season' },
      STORED,
    )
    expect(refused).toEqual([])
    expect(rows.length).toBeGreaterThan(0)
  })
})
