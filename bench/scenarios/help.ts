import { runProgram } from '../../src/system/program.js'
import { built } from '../../src/version.js'
import { list, median, number } from '../medians.js'
import type { Scenario } from './scenario.js'

/** Longest that a help may take on an idle machine, milliseconds. */
const LONGEST_MS = 300

/** The text of a help. */
async function help(words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runProgram(process.execPath, [
    built('cli/main.js'),
    ...words,
    '--help',
  ])
  if (code !== 0) throw new Error(`${words.join(' ')} --help exited with ${code}: ${stderr}`)
  return stdout
}

/** The commands that a help lists. */
function listed(text: string): readonly string[] {
  const below = text.split(/^Commands:\n/m)[1]?.split(/\n\n/)[0] ?? ''
  return [...below.matchAll(/^ {2}(\w+)/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]))
}

/** How long a person waits for a help: of the program, and of each of its commands. */
export const helps: Scenario = {
  name: 'help',
  title: 'Helps',
  needsReplay: false,
  run: async ({ scale, say }) => {
    const commands = [[], ...listed(await help([])).map((name) => [name])]
    const rows: [string, number, readonly number[]][] = []
    for (const words of commands) {
      const times: number[] = []
      for (let round = 0; round < scale.rounds; round++) {
        const began = performance.now()
        await help(words)
        times.push(performance.now() - began)
      }
      const name = [...words, '--help'].join(' ')
      rows.push([name, median(times), times])
      say(`${name}: ${number(median(times), 0)} ms`)
    }
    const slowest = rows.toSorted(([, a], [, b]) => b - a)
    const [[name, longest] = ['', NaN]] = slowest
    return {
      notes: ['`season-sync … --help` of the program and of each command: from its start to its end.'],
      tables: [
        {
          caption: 'Milliseconds, the slowest first',
          headers: ['help', 'median', 'all'],
          rows: slowest.map(([words, middle, all]) => [words, number(middle, 0), list(all, 0)]),
        },
      ],
      goals: [
        {
          what: `each less than ${LONGEST_MS} ms`,
          measured: `${name}: ${number(longest, 0)} ms`,
          met: longest < LONGEST_MS,
        },
      ],
      skipped: [],
    }
  },
}
