import { runProgram } from '../../src/system/program.js'
import { built } from '../../src/version.js'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { list, median, number, whole } from '../medians.js'
import type { Scenario } from './scenario.js'

/** All seasons that are over. */
const SEASONS = '1946-47..2025-26'

/** What all of history would cost: the whole command, with the start of Node. */
export const dryRun: Scenario = {
  name: 'dry-run',
  title: 'A dry run of all of history',
  needsReplay: false,
  run: async ({ scale, say }) => {
    const only = CATALOGUE.nba.map(({ name }) => name).join(',')
    const seconds: number[] = []
    let requests = NaN
    for (let round = 0; round < Math.max(3, scale.rounds); round++) {
      const began = performance.now()
      const args = [built('cli/main.js'), 'backfill', SEASONS, '--only', only, '--dry-run', '--json']
      const { code, stdout, stderr } = await runProgram(process.execPath, args)
      if (code !== 0) throw new Error(`the dry run exited with ${code}: ${stderr}`)
      seconds.push((performance.now() - began) / 1000)
      const estimate: { readonly requests: number } = JSON.parse(stdout)
      requests = estimate.requests
      say(`dry run: ${number(seconds.at(-1) ?? NaN, 2)} s`)
    }
    const middle = median(seconds)
    return {
      notes: [
        `\`season-sync backfill ${SEASONS} --dry-run\` with all datasets, on a machine without a database: the command from its start to its end.`,
      ],
      tables: [
        {
          caption: 'Seconds for the command',
          headers: ['run', 'median', 'all', 'requests estimated'],
          rows: [['dry run', number(middle, 2), list(seconds, 2), whole(requests)]],
        },
      ],
      goals: [{ what: 'less than 2 s', measured: `${number(middle, 2)} s`, met: middle < 2 }],
      skipped: [],
    }
  },
}
