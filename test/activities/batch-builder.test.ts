import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readAlone } from '../../src/activities/read-rows.js'
import { BatchBuilder } from '../../src/activities/batch-builder.js'
import type { BatchRef } from '../../src/contracts/dataset-run.js'
import type { Dataset } from '../../src/datasets/dataset.js'
import { fingerprintOf } from '../../src/datasets/fingerprint.js'
import { KNOWN_CUT } from '../../src/datasets/kit/cut.js'
import games from '../../src/datasets/nba/games.js'
import playByPlay from '../../src/datasets/nba/play-by-play.js'
import playerGameLogs from '../../src/datasets/nba/player-game-logs.js'
import players from '../../src/datasets/nba/players.js'
import type { LastMergedAnswer } from '../../src/store/merge/last-merged.js'
import { played } from '../datasets/transforming.js'
import { answerTo, PLAYERS, resultSetBody } from '../support/tiny-league.js'

const SEASON = { season: '2018-19', seasonType: 'Regular Season' } as const

const refOf = (dataset: Dataset): BatchRef => ({
  ...SEASON,
  runId: 'run',
  source: 'nba',
  dataset: dataset.name,
  batch: 0,
  from: 0,
  to: 1,
  acceptRemovals: false,
})

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** A batch with these bodies (bytes, or what they say), each as the answer to the dataset's first request. */
async function batchOf(
  dataset: Dataset,
  bodies: readonly unknown[],
  lastMerged?: LastMergedAnswer,
  stands = lastMerged !== undefined,
): Promise<BatchBuilder> {
  const [request] = await dataset.requests(SEASON, played('0021800001'))
  if (!request) throw new Error('nothing is asked')
  const batch = new BatchBuilder(
    dataset,
    refOf(dataset),
    bodies.map(() => request),
  )
  for (const [ordinal, body] of bodies.entries()) {
    const text = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
    batch.add(
      {
        ordinal,
        requestKey: `request ${ordinal}`,
        request,
        state: 'answered',
        responseId: 7 + ordinal,
        error: null,
      },
      {
        responseId: 7 + ordinal,
        sha256: sha256(text),
        fetchedAt: new Date('2026-01-01T10:00:00Z'),
        askedNumber: 7 + ordinal,
        body: text,
      },
      lastMerged,
      stands,
    )
  }
  return batch
}

const person = (id: number, name: string) => ({
  PERSON_ID: id,
  DISPLAY_FIRST_LAST: name,
  DISPLAY_LAST_COMMA_FIRST: name,
  FROM_YEAR: '2015',
  TO_YEAR: '2019',
})

const people = (...list: ReturnType<typeof person>[]) =>
  resultSetBody('commonallplayers', 'CommonAllPlayers', list)

const action = (id: number, description = 'Jump Ball') => ({
  actionId: id,
  actionNumber: id,
  period: 1,
  clock: 'PT12M00.00S',
  teamId: 0,
  personId: 0,
  actionType: 'Jump Ball',
  subType: '',
  description,
  isFieldGoal: 0,
  shotResult: '',
  shotValue: 0,
  shotDistance: 0,
  xLegacy: 0,
  yLegacy: 0,
  scoreHome: '',
  scoreAway: '',
})

const game = (...actions: ReturnType<typeof action>[]) => ({ game: { gameId: '0021800001', actions } })

const lines = (batch: BatchBuilder, table: string): readonly string[] =>
  Buffer.concat(batch.tables().get(table)?.text ?? [])
    .toString()
    .match(/.*\n/g) ?? []

describe('a batch', () => {
  it('has a line for each row, with the response that brought it and the time of its fetch', async () => {
    const batch = await batchOf(players, [people(person(1, 'Ada'))])
    expect(lines(batch, 'players')).toEqual(['1\tAda\tAda\t\\N\t2015\t2019\t7\t2026-01-01T10:00:00.000Z\n'])
    expect(batch.result()).toEqual({ answered: 1, rows: 1, unchanged: 0, quarantined: 0, nothing: false })
  })

  it('has the facts of each request that the merge records about its answer', async () => {
    const batch = await batchOf(playerGameLogs, [answerTo('leaguegamelog players')])
    expect(batch.requests).toMatchObject([
      {
        ordinal: 0,
        requestKey: 'request 0',
        responseId: 7,
        fetchedAt: '2026-01-01T10:00:00.000Z',
        transformVersion: playerGameLogs.transformVersion,
        rows: 60,
        quarantined: 0,
        unchanged: false,
        incomplete: false,
        scopes: { player_game_logs: ['2018-19', 'Regular Season'] },
      },
    ])
  })

  it.each([
    [60, true],
    [61, false],
  ])(
    'completes nothing with an answer of 60 rows where the source gives %i at most: %s',
    async (mostRows, cut) => {
      const batch = await batchOf({ ...playerGameLogs, mostRows }, [answerTo('leaguegamelog players')])
      expect(batch.requests).toMatchObject([{ rows: 60, incomplete: cut }])
    },
  )

  it('removes nothing by an answer with exactly the rows at which the source cuts some', async () => {
    const crowd = (size: number) => people(...[...Array(size).keys()].map((i) => person(i + 1, `P${i}`)))
    const incomplete = async (size: number) =>
      (await batchOf(players, [crowd(size)])).requests.map((request) => request.incomplete)
    expect(await incomplete(KNOWN_CUT)).toEqual([true])
    expect(await incomplete(KNOWN_CUT + 1)).toEqual([false])
  })

  it('holds equal rows once', async () => {
    const batch = await batchOf(players, [people(person(1, 'Ada'), person(2, 'Béla'), person(1, 'Ada'))])
    expect(lines(batch, 'players')).toHaveLength(2)
    expect(batch.quarantined).toEqual([])
  })

  it('refuses the second of two rows with the same key and other values, and names the key', async () => {
    const batch = await batchOf(players, [people(person(1, 'Ada'), person(2, 'Béla'), person(1, 'Other'))])
    expect(lines(batch, 'players')).toHaveLength(2)
    expect(batch.quarantined).toMatchObject([
      {
        table: 'players',
        responseId: 7,
        rowNumber: 2,
        reason: 'a second row with the key (player_id 1) and other values',
        source: { player_id: 1, full_name: 'Other' },
      },
    ])
  })

  it('refuses it, too, where the other row is of another answer about the same game', async () => {
    const batch = await batchOf(playByPlay, [game(action(1), action(2)), game(action(2), action(1, 'Other'))])
    expect(lines(batch, 'play_by_play')).toHaveLength(2)
    expect(batch.quarantined).toMatchObject([
      {
        responseId: 8,
        rowNumber: 1,
        reason: 'a second row with the key (game_id 0021800001, action_id 1) and other values',
      },
    ])
  })

  it('is the same of an answer that was read by itself before', async () => {
    const body = game(
      action(1, 'Dončić\tsteals\n\\ back'),
      action(2),
      action(2),
      action(3),
      action(3, 'Other'),
    )
    const ofBody = await batchOf(playByPlay, [body])
    const [request] = await playByPlay.requests(SEASON, played('0021800001'))
    if (!request) throw new Error('nothing is asked')
    const batch = new BatchBuilder(playByPlay, refOf(playByPlay), [request])
    const { requestKey, ordinal, responseId, contentHash } = ofBody.requests[0] ?? {}
    if (requestKey === undefined || ordinal === undefined || responseId === undefined)
      throw new Error('no answer')
    const rows = readAlone(playByPlay, body, request, SEASON)
    const read = { dataset: playByPlay.name, contentHash: contentHash ?? '', bodyTime: undefined, rows }
    const fetchedAt = new Date('2026-01-01T10:00:00Z')
    batch.add(
      { ordinal, requestKey, request, state: 'answered', responseId, error: null },
      { responseId, sha256: '', fetchedAt, askedNumber: 7, read },
      undefined,
      false,
    )
    expect(lines(batch, 'play_by_play')).toHaveLength(3)
    for (const part of ['requests', 'quarantined'] as const) expect(batch[part]).toEqual(ofBody[part])
    expect(lines(batch, 'play_by_play')).toEqual(lines(ofBody, 'play_by_play'))
  })

  it('says whether its answers could be read by themselves', async () => {
    const one = game(action(1))
    expect((await batchOf(playByPlay, [one])).areApart).toBe(true)
    expect((await batchOf(playByPlay, [one, one])).areApart).toBe(false)
  })

  it('refuses a row of another game than the answer is about', async () => {
    const another: Dataset = {
      ...playByPlay,
      *transform(...of) {
        for (const out of playByPlay.transform(...of))
          yield 'row' in out && out.row.action_id === 2
            ? { ...out, row: { ...out.row, game_id: '0021800002' } }
            : out
      },
    }
    const body = game(action(1), action(2))
    const batch = await batchOf(another, [body])
    expect(lines(batch, 'play_by_play')).toHaveLength(1)
    expect(batch.requests).toMatchObject([{ rows: 1, quarantined: 1, incomplete: true }])
    expect((await batchOf(another, [body, body])).quarantined).toHaveLength(2)
    expect(batch.quarantined).toMatchObject([
      { rowNumber: 1, reason: 'belongs to another game (0021800002)' },
    ])
  })

  it('numbers refused rows by their position in the answer, whatever came before them', async () => {
    const batch = await batchOf(players, [
      people(
        person(1, 'Ada'),
        person(1, 'Ada'),
        person(0, 'Nobody'),
        person(1, 'Other'),
        person(-1, 'Nobody'),
        person(1, 'Third'),
      ),
    ])
    expect(batch.quarantined.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4, 5])
  })

  it('numbers refused rows by their position in their own answer', async () => {
    const body = people(person(1, 'Ada'), person(0, 'Nobody'))
    const batch = await batchOf(players, [body, body])
    expect(batch.quarantined.map(({ responseId, rowNumber }) => [responseId, rowNumber])).toEqual([
      [7, 1],
      [8, 1],
    ])
  })
})

/** The last merged answer of a request, with this number of rows. */
async function lastMergedOf(
  dataset: Dataset,
  body: unknown,
  rows: number,
  quarantined = 0,
): Promise<LastMergedAnswer> {
  const [request] = (await batchOf(dataset, [body])).requests
  if (!request) throw new Error('the batch has no request')
  const { responseId, contentHash } = request
  return {
    responseId,
    askedNumber: responseId,
    bodyTime: null,
    contentHash,
    fingerprint: fingerprintOf(dataset),
    contentResponseId: responseId,
    rows,
    quarantined,
    tables: Object.fromEntries(
      dataset.tables.map(({ name }) => [name, { rows, stored: rows, checksum: '1' }]),
    ),
    mergedAt: null,
  }
}

describe('an answer', () => {
  const [withoutRows] = [{ ...resultSetBody('x', 'LeagueGameLog', []), resource: 'x' }]

  it('with refused rows completes no scope', async () => {
    const batch = await batchOf(players, [people(person(1, 'Ada'), person(0, 'Nobody'))])
    expect(batch.requests).toMatchObject([{ incomplete: true, rows: 1, quarantined: 1 }])
  })

  it('without rows completes no scope', async () => {
    const body = answerTo('leaguegamelog players') as ReturnType<typeof resultSetBody>
    const empty = { ...withoutRows, resultSets: body.resultSets.map((set) => ({ ...set, rowSet: [] })) }
    expect((await batchOf(playerGameLogs, [empty])).requests).toMatchObject([{ incomplete: true, rows: 0 }])
  })

  it('equal to the last merged answer is skipped and keeps its counts', async () => {
    const body = answerTo('leaguegamelog players')
    const lastMerged = await lastMergedOf(playerGameLogs, body, 60, 3)
    const batch = await batchOf(playerGameLogs, [body], lastMerged)
    expect(batch.requests).toMatchObject([{ unchanged: true, rows: 60, quarantined: 3 }])
    expect(lines(batch, 'player_game_logs')).toEqual([])
  })

  it.each([
    ['another body', { contentHash: 'other' }],
    ['another declaration', { fingerprint: 'another' }],
    ['a build without fingerprints', { fingerprint: null }],
    ['an answer that was held back', { contentHash: '' }],
  ])('is transformed again after %s', async (_, more) => {
    const body = answerTo('leaguegamelog players')
    const lastMerged = await lastMergedOf(playerGameLogs, body, 60)
    const batch = await batchOf(playerGameLogs, [body], { ...lastMerged, ...more })
    expect(batch.requests).toMatchObject([{ unchanged: false }])
    expect(lines(batch, 'player_game_logs')).toHaveLength(60)
  })

  it('equal to the last merged answer is not parsed', async () => {
    const unreadable = Buffer.from('[')
    const lastMerged = await lastMergedOf(playerGameLogs, answerTo('leaguegamelog players'), 60)
    const equal = { ...lastMerged, contentHash: sha256(unreadable) }
    expect((await batchOf(playerGameLogs, [unreadable], equal)).requests).toMatchObject([{ unchanged: true }])
  })

  it('of which only the time changed is skipped', async () => {
    const body = answerTo('scheduleleaguev2')
    const lastMerged = await lastMergedOf(games, body, 6)
    const later = { ...(body as object), meta: { time: 'later' } }
    expect((await batchOf(games, [later], lastMerged)).requests).toMatchObject([{ unchanged: true }])
  })

  it('whose rows depend on other tables is transformed each time', async () => {
    const body = answerTo('commonallplayers')
    const lastMerged = await lastMergedOf(players, body, 21)
    const batch = await batchOf(players, [body], lastMerged)
    expect(batch.requests).toMatchObject([{ unchanged: false }])
    expect(lines(batch, 'players')).toHaveLength(PLAYERS.length + 1)
  })
})
