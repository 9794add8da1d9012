import { floor } from '../competitors/floor.js'
import { stackOptions } from '../competitors/ours.js'
import type { Measurement } from '../measurement.js'
import { list, number, whole } from '../medians.js'
import { secondsOf, usageTable } from '../report/usage-table.js'
import { startNewTimes } from '../servers/new-times.js'
import { warmReplay } from '../warm-replay.js'
import type { Scenario } from './scenario.js'

/** A season that has not changed, synced again: every V3 answer has another `meta.time`, as the API's have. */
export const repeat: Scenario = {
  name: 'repeat',
  title: 'The same season again',
  needsReplay: true,
  run: async (arena) => {
    const { scale, owned, say } = arena
    const replay = await warmReplay(arena)
    const stack = await arena.stack(await startNewTimes(owned, replay.url), {
      ...stackOptions(arena, replay),
      beside: { source: replay.pid, bench: process.pid }, // the bench itself serves the answers
    })
    const first = await stack.sync(scale.season, scale.datasets)
    say(`first sync: ${number(first.seconds)} s`)
    const [floors, repeats, increments]: [Measurement[], Measurement[], Measurement[]] = [[], [], []]
    const rebuilds: Measurement[] = []
    for (let round = 1; round <= scale.rounds; round++) {
      if ((await floor.unavailable()) === undefined) floors.push(await floor.measure(arena, replay))
      const again = await stack.sync(scale.season, scale.datasets, '--recheck', 'all')
      if (again.written > 0) throw new Error(`a repeat of an unchanged season wrote ${again.written} rows`)
      say(`repeat ${round}: ${number(again.seconds)} s`)
      repeats.push(again)
      const increment = await stack.sync(scale.season, scale.datasets)
      say(`incremental repeat ${round}: ${number(increment.seconds)} s, ${increment.requests} requests`)
      increments.push(increment)
    }
    for (let round = 1; round <= scale.rounds; round++) {
      const rebuilt = await stack.rebuild(scale.season, scale.datasets)
      if (rebuilt.rows !== first.rows)
        throw new Error(`a rebuild brought ${rebuilt.rows} rows of ${first.rows}`)
      say(`rebuild ${round}: ${number(rebuilt.seconds)} s`)
      rebuilds.push(rebuilt)
    }
    await stack.remove()

    const runs = new Map<string, readonly Measurement[]>([
      ['first sync', [first]],
      ['repeat', repeats],
      ['incremental repeat', increments],
      ['rebuild', rebuilds],
      ...(floors.length === 0 ? [] : [['floor', floors] as const]),
    ])
    const [incrementalSeconds, incrementalRequests] = [
      secondsOf(increments),
      Math.max(...increments.map(({ requests }) => requests)),
    ]
    const [median, ratio] = [secondsOf(repeats), secondsOf(repeats) / secondsOf(floors)]
    const rebuilding = secondsOf(rebuilds) / secondsOf(floors)
    return {
      notes: [
        'A server in front of the replay server gives every V3 answer a new `meta.time`; nothing else changes. Each repeat asks for everything again (`--recheck all`); an incremental one, the default, for what can have changed. The bench fails if one of them writes a row of data. A rebuild makes emptied tables again from the archive, without a request.',
      ],
      tables: [
        {
          caption: 'Seconds for the season',
          headers: ['run', 'median', 'all', 'requests', 'rows', 'rows written'],
          rows: [...runs].map(([name, rounds]) => [
            name,
            number(secondsOf(rounds)),
            list(rounds.map(({ seconds }) => seconds)),
            whole(rounds[0]?.requests ?? NaN),
            whole(rounds[0]?.rows ?? NaN),
            whole(name.endsWith('repeat') ? 0 : (rounds[0]?.rows ?? NaN)),
          ]),
        },
        usageTable(runs),
      ],
      goals: [
        { what: 'a repeat takes at most 9 s', measured: `${number(median)} s`, met: median <= 9 },
        ...(Number.isNaN(ratio)
          ? []
          : [
              { what: 'repeat ÷ floor at most 0.8', measured: number(ratio, 2), met: ratio <= 0.8 },
              { what: 'rebuild ÷ floor at most 2', measured: number(rebuilding, 2), met: rebuilding <= 2 },
            ]),
        {
          what: 'an incremental repeat takes at most 3 s',
          measured: `${number(incrementalSeconds)} s`,
          met: incrementalSeconds <= 3,
        },
        {
          what: 'an incremental repeat sends at most 10 requests',
          measured: whole(incrementalRequests),
          met: incrementalRequests <= 10,
        },
        { what: 'a repeat writes no row', measured: '0', met: true },
      ],
      skipped: floors.length === 0 ? ['floor: it is not beside the project (../shared/peers)'] : [],
    }
  },
}
