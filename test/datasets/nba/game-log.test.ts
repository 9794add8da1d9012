import { describe, expect, it } from 'vitest'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import { answerTo } from '../../support/tiny-league.js'
import { transformed } from '../transforming.js'

type Columns = Readonly<Record<string, unknown>>

interface Body {
  readonly resultSets: readonly {
    readonly headers: readonly string[]
    readonly rowSet: readonly (readonly unknown[])[]
  }[]
}

/** A game log whose first line has these columns. */
function withFirstLine(of: 'teams' | 'players', columns: Columns): unknown {
  const body = answerTo(`leaguegamelog ${of}`) as Body
  return {
    ...body,
    resultSets: body.resultSets.map((set) => ({
      ...set,
      rowSet: set.rowSet.map((row, i) =>
        i > 0 ? row : row.map((value, at) => columns[set.headers[at] ?? ''] ?? value),
      ),
    })),
  }
}

describe('a percentage above 1 in a game log', () => {
  it("is the source's word where made and attempted give it, as in 1960-61", async () => {
    const out = await transformed(
      teamGameLogs,
      withFirstLine('teams', { FGM: 41, FGA: 8, FG_PCT: 5.125, FTM: 40, FTA: 26, FT_PCT: 1.538 }),
    )
    expect(out.refused).toEqual([])
    expect(out.rows[0]).toMatchObject({
      field_goals_made: 41,
      field_goals_attempted: 8,
      field_goal_pct: 5.125,
      free_throw_pct: 1.538,
    })
  })

  it.each([
    ['another', 3, 2, 1.6],
    ['none at all', 3, 0, 1.5],
    ['a share, and it is in hundredths', 9, 20, 45],
  ])('is refused where they give %s', async (_, made, attempted, percentage) => {
    const columns = { FG3M: made, FG3A: attempted, FG3_PCT: percentage }
    const out = await transformed(playerGameLogs, withFirstLine('players', columns))
    expect(out.refused).toEqual([
      { rowNumber: 0, reason: `FG3_PCT ${percentage}: is above 1, and not made by attempted` },
    ])
  })
})

describe('a plus/minus with a fraction', () => {
  it("is real in a team's line, and loses it", async () => {
    const out = await transformed(teamGameLogs, withFirstLine('teams', { PLUS_MINUS: -27.6 }))
    expect(out.refused).toEqual([])
    expect(out.rows[0]).toMatchObject({ plus_minus: -27 })
  })

  it("is refused in a player's line", async () => {
    const out = await transformed(playerGameLogs, withFirstLine('players', { PLUS_MINUS: 12.9 }))
    expect(out.refused).toEqual([{ rowNumber: 0, reason: expect.stringMatching(/^PLUS_MINUS 12\.9: /) }])
  })
})
