import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Dataset, StoredSeason } from '../../src/datasets/dataset.js'
import type { SeasonScope } from '../../src/season/season.js'
import { SourceError } from '../../src/sources/judge/source-error.js'
import { answerTo } from '../support/tiny-league.js'
import { mutationsOf, shortened } from './mutations.js'
import { recordedFor } from './recorded.js'
import { requestOf, transformed } from './transforming.js'

/** Answers that are not recorded; those of all other datasets are found by their endpoint and parameters. */
const MADE_UP: Readonly<Record<string, readonly [answer: () => unknown, season: string]>> = {
  'nba player_game_logs': [() => answerTo('leaguegamelog players'), '2018-19'],
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
  CATALOGUE[source]
    .filter(({ derivedFrom }) => derivedFrom === undefined) // those read no answer
    .map((dataset) => ({ name: `${source} ${dataset.name}`, dataset })),
)

interface Answer {
  readonly body: unknown
  readonly scope: SeasonScope
  readonly stored: StoredSeason
}

/** An answer of each dataset; undefined where none is recorded. */
async function answerOf(name: string, dataset: Dataset): Promise<Answer | undefined> {
  if (dataset.derivedFrom !== undefined) return undefined // its transform reads stored rows
  const madeUp = MADE_UP[name]
  const { answer, season, about } = madeUp
    ? { answer: madeUp[0](), season: madeUp[1], about: '0021800001' }
    : await recordedFor(dataset)
  if (answer === undefined) return undefined
  const ids = async () => [about]
  return {
    body: answer,
    scope: { season, seasonType: 'Regular Season' },
    stored: { playedGames: ids, teams: ids, players: ids },
  }
}

/** What is wrong with the way in which a dataset meets a body; undefined where it gives rows, reasons or a sentence. */
async function fault(dataset: Dataset, { body, scope, stored }: Answer): Promise<string | undefined> {
  const request = await requestOf(dataset, scope, stored)
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
  it.for(DATASETS)('gives rows, reasons or one sentence: $name', async ({ name, dataset }, test) => {
    const answer = await answerOf(name, dataset)
    if (answer === undefined) return test.skip()
    const faults: string[] = []
    for (const { what, body } of mutationsOf(shortened(answer.body))) {
      const found = await fault(dataset, { ...answer, body })
      if (found !== undefined) faults.push(`${what}: ${found}`)
    }
    expect(faults).toEqual([])
  })

  it.for(DATASETS)('is taken whole as it is: $name', async ({ name, dataset }, test) => {
    const answer = await answerOf(name, dataset)
    if (answer === undefined) return test.skip()
    const { rows, refused } = await transformed(dataset, answer.body, answer.scope, answer.stored)
    expect(refused).toEqual([])
    expect(rows.length > 0 || dataset.emptyIsAnAnswer).toBe(true)
  })
})
