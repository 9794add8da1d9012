import { expect, it } from 'vitest'
import { costs } from '../../src/cli/commands/sync.js'
import { describeDatasets } from '../../src/datasets/describe.js'
import { helpOf, programCommands, withSubcommands } from './commands.js'

const COLUMNS = 80

it('every help has an example and fits a terminal of 80 columns', async () => {
  const all = withSubcommands(await programCommands())
  expect(all.length).toBeGreaterThan(40)
  for (const [name, command] of all) {
    const help = helpOf(command, COLUMNS)
    expect([name, help]).toEqual([name, expect.stringMatching(/\nExamples?:\n {2}\$ /)])
    const long = help.split('\n').filter((line) => line.length > COLUMNS)
    expect([name, long]).toEqual([name, []])
  }
})

it('the help of sync tells what comes by default, and what a dataset costs', async () => {
  const words = costs.replaceAll('\n', ' ')
  const datasets = await describeDatasets('nba')
  const usual = datasets.filter(({ byDefault }) => byDefault)
  const names = usual.map(({ name }) => name)
  expect(words).toContain(`brings ${names.slice(0, -1).join(', ')} and ${names.at(-1)}: `)
  expect(words).toContain(`: ${usual.reduce((sum, { requests }) => sum + requests, 0)} requests.`)
  const costsOf = (subject: string): readonly number[] =>
    datasets
      .filter((each) => each.subject === subject && !each.byDefault && each.requests > 0)
      .map(({ requests }) => requests)
  const most = (subject: string): string => Math.max(...costsOf(subject)).toLocaleString('en-US')
  expect(words).toContain(
    `about ${most('game')} requests where one is about a game, ${most('player')} where it is about a player, ${Math.min(...costsOf('team'))} to ${most('team')} about a team, and up to ${most('season')} about a season`,
  )
})
