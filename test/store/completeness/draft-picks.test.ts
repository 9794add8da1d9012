import { describe, expect, it } from 'vitest'
import { type Cells, HOME, SCOPE, TinySeason } from './tiny-season.js'

const tiny = new TinySeason()

/** A draft of two rounds of three picks, changed by `change`, and what the check says of it. */
async function findingsOf(change: (picks: readonly Cells[]) => readonly Cells[]) {
  const picks = [1, 2, 3, 4, 5, 6].map((n) => ({
    league_id: '00',
    draft_year: 2017,
    player_id: 100 + n,
    player_name: `P${n}`,
    round: n < 4 ? 1 : 2,
    round_pick: n < 4 ? n : n - 3,
    overall_pick: n,
  }))
  await tiny.store(
    'draft_picks',
    ...earlier.map((year) => ({ ...picks[0], draft_year: year, player_id: year })),
  )
  for (const pick of change(picks)) await tiny.store('draft_picks', pick)
  return tiny.findings('draft_picks')
}

/** The years of the drafts before. */
const earlier = Array.from({ length: 70 }, (_, i) => 1947 + i)

/** The index of players says that this one was picked so. */
const index = (player: number, round: number, number: number, year = 2017) =>
  tiny.store('player_seasons', {
    season: SCOPE.season,
    player_id: player,
    team_id: HOME,
    first_name: 'A',
    last_name: `P${player - 100}`,
    draft_year: year,
    draft_round: round,
    draft_number: number,
  })

describe('the picks of the drafts', () => {
  it('are held against the index of players', async () => {
    await index(102, 1, 2)
    await index(300, 1, 1, 2026) // a draft that the history does not have yet
    expect(await findingsOf((picks) => picks)).toEqual([])
    expect((await tiny.verify('draft_picks')).verifiedBy).toContain('player_seasons')
  })

  it('are missing for the years that have none', async () => {
    const [missing] = await findingsOf((picks) => picks.map((pick) => ({ ...pick, draft_year: 2019 })))
    expect(missing).toEqual({
      kind: 'missing',
      subject: '2017',
      detail: 'no pick of 2 drafts from 2017 to 2018',
    })
  })

  it('are wrong where all of a draft have no number', async () => {
    const numberless = { round: null, round_pick: null, overall_pick: null }
    expect(await findingsOf((picks) => picks.map((pick) => ({ ...pick, ...numberless })))).toEqual([
      { kind: 'wrong', subject: '2017', detail: 'picks without a number in all of 1 draft, of 2017' },
    ])
  })

  it('contradict the index where a player was picked elsewhere, and lack who is not there', async () => {
    await index(102, 1, 3)
    await index(200, 2, 4)
    expect(await findingsOf((picks) => picks)).toEqual([
      {
        kind: 'conflict',
        subject: '102',
        detail: 'A P2: 2017 round 1 pick 2, player_seasons 2017 round 1 pick 3',
      },
      { kind: 'missing', subject: '200', detail: 'A P100: no pick, player_seasons 2017 round 2 pick 4' },
    ])
  })

  it.each([
    {
      what: 'a pick is missing',
      change: (picks: readonly Cells[]) => picks.filter((_, i) => i !== 2),
      says: '6 are 5, 5',
    },
    {
      what: 'two have one number',
      change: (picks: readonly Cells[]) =>
        picks.map((pick, i) => (i === 2 ? { ...pick, overall_pick: 2 } : pick)),
      says: '6 are 6, 5',
    },
    {
      what: 'a round is in the wrong place',
      change: (picks: readonly Cells[]) => picks.map((pick, i) => (i === 4 ? { ...pick, round: 1 } : pick)),
      says: '6 are 6, 6',
    },
  ])('are wrong where $what', async ({ change, says }) => {
    const [finding] = await findingsOf(change)
    expect(finding).toMatchObject({ kind: 'wrong', subject: '2017', detail: expect.stringContaining(says) })
  })
})
