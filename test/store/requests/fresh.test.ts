import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOT_MERGED } from '../../../src/store/merge/last-merged.js'
import { freshAnswers, type FreshScope } from '../../../src/store/requests/fresh.js'
import { storeFindings } from '../../../src/store/runs/findings.js'
import { openRun } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { SCOPE } from '../merge/merging.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const update = (sql: string, ...values: readonly unknown[]) => database.pool.query(sql, [...values])

/** Answers about two teams, merged in November of the season. */
beforeEach(async () => {
  await update('delete from request_marks')
  for (const team of ['1', '2'])
    await update(
      `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at,
         asked_number, rows, quarantined, run_id, merged_at)
       values ('standings', '2018-19', 'Regular Season', $1, 'x', 1, $2, '2018-11-10T12:00:00Z', $2, 5, 0, 'before', now())`,
      team,
      Number(team),
    )
})

const freshMarks = (of: Partial<FreshScope> = {}) =>
  freshAnswers(
    database.pool,
    {
      ...SCOPE,
      source: 'nba',
      dataset: 'standings',
      today: '2018-11-12',
      freshFor: 30,
      emptyIsAnAnswer: false,
      fingerprint: 'present',
      ...of,
    },
    ['1', '2'].map((team) => ({ requestKey: team, about: team })),
  )

const fresh = async (of?: Partial<FreshScope>) => [...(await freshMarks(of)).keys()].toSorted()

describe('an answer', () => {
  it.each([
    [1, '2018-11-10', ['1', '2']],
    [1, '2018-11-11', []],
    [30, '2018-12-09', ['1', '2']],
    [30, '2018-12-10', []],
  ])('of November 10th is fresh for %i days; on %s these are: %j', async (freshFor, today, teams) => {
    expect(await fresh({ freshFor, today })).toEqual(teams)
  })

  it.each([
    ['2019-08-01T12:00:00Z', ['1', '2']],
    ['2019-05-01T12:00:00Z', ['2']],
  ])('that came when the season was over (%s) is fresh for good', async (at, teams) => {
    await update(`update request_marks set fetched_at = '2019-08-02T12:00:00Z'`)
    await update(`update request_marks set fetched_at = $1 where request_key = '1'`, at)
    expect(await fresh({ today: '2026-01-01' })).toEqual(teams)
  })

  it('to the same request of another season is fresh as well', async () => {
    await update(`update request_marks set season = '2017-18' where request_key = '1'`)
    expect(await fresh()).toEqual(['1', '2'])
  })

  it.each([
    ['of the season itself', '2018-19', ['own', 'present']],
    ['under the present declaration', '2019-20', ['present', 'present']],
  ])('that several seasons have merged is the one %s', async (_, season, fingerprints) => {
    await update(
      `update request_marks set fingerprint_run_id = run_id, fingerprint = case request_key when '1' then 'own' else 'present' end`,
    )
    for (const [other, fingerprint] of [
      ['2016-17', 'another'],
      ['2017-18', 'present'],
    ])
      await update(
        `insert into request_marks select (jsonb_populate_record(m, jsonb_build_object('season', $1::text, 'fingerprint', $2::text))).* from request_marks m where season = '2018-19'`,
        other,
        fingerprint,
      )
    const marks = await freshMarks({ season })
    expect(['1', '2'].map((team) => marks.get(team)?.fingerprint)).toEqual(fingerprints)
  })

  it.each([
    ['brought no row', 'rows = 0'],
    ['has rows in quarantine', 'quarantined = 1'],
    ['has something that was held', `content_hash = '${NOT_MERGED}'`],
  ])('that %s is never fresh', async (_, set) => {
    await update(`update request_marks set ${set} where request_key = '1'`)
    expect(await fresh()).toEqual(['2'])
  })

  it('without rows is fresh where that is an answer', async () => {
    await update(`update request_marks set rows = 0 where request_key = '1'`)
    expect(await fresh({ emptyIsAnAnswer: true })).toEqual(['1', '2'])
  })
})

describe('where the latest run has an unsettled finding', () => {
  const find = async (subject: string, dataset = 'standings') => {
    await update('delete from sync_findings')
    await update('delete from sync_steps')
    await update('delete from sync_runs')
    await openRun(database.pool, ...runOf('before', ['standings', 'games']))
    await update(`update sync_runs set outcome = 'partial'`)
    await update(`update sync_steps set outcome = 'succeeded'`)
    await storeFindings(database.pool, 'before', [{ dataset, kind: 'conflict', subject, detail: 'why' }])
  }

  it('about a team, its answer is not fresh', async () => {
    await find('1')
    expect(await fresh()).toEqual(['2'])
  })

  it('about something else, none is', async () => {
    await find('0021800001')
    expect(await fresh()).toEqual([])
  })

  it('of another dataset, all are', async () => {
    await find('1', 'games')
    expect(await fresh()).toEqual(['1', '2'])
  })
})
