// npm run new-dataset: writes the files of a dataset from a recorded answer of stats.nba.com.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { GROUPS, SUBJECTS, type Group, type Subject } from '../../src/datasets/dataset.js'
import { messageOf, UserError } from '../../src/errors.js'
import { readAnswer } from './answer.js'
import { writeDataset } from './files.js'
import { planOf } from './plan.js'
import { askedOf } from './request.js'
import { shapeOf } from './recognise.js'

const EXAMPLES = `
Examples:
  npm run new-dataset -- box_score_advanced --from boxscoreadvancedv3.json --endpoint boxscoreadvancedv3
  npm run new-dataset -- player_season_stats --from leaguedashplayerstats.json.gz --without '*_RANK' --since 1996
  npm run new-dataset -- team_rosters --from commonteamroster.json --result-set CommonTeamRoster

It writes src/datasets/nba/<name>.ts, its models in prisma/datasets/, a migration and a test on the recorded answer.
All of it is a draft that says what was inferred, with '// Unsure: …' where that is in doubt: read it, correct it,
then run npm run check and the test.
The test finds the recorded answer by its name in ../shared/nba-replay/data/recordings or ../shared/recordings.`

interface Options {
  readonly from: string
  readonly subject?: Subject
  readonly endpoint?: string
  readonly url?: string
  readonly resultSet?: string
  readonly list?: string
  readonly since?: number
  readonly title?: string
  readonly group?: Group
  readonly key?: readonly string[]
  readonly without: readonly string[]
  readonly migration: boolean
}

const year = (text: string): number => {
  if (!/^(19|20)\d{2}$/.test(text)) throw new InvalidArgumentError('A year like 1996.')
  return Number(text)
}
const listOf = (text: string): readonly string[] => text.split(',').map((part) => part.trim())

const program = new Command('npm run new-dataset --')
  .description('Writes the files of a dataset from a recorded answer of stats.nba.com.')
  .argument('<name>', 'name of the dataset and its table, e.g. player_season_stats')
  .requiredOption('--from <file>', 'the recorded answer: .json or .json.gz')
  .addOption(
    new Option('--subject <what>', 'what one request is about; by default as the answer tells').choices(
      SUBJECTS,
    ),
  )
  .option('--endpoint <name>', 'endpoint asked; by default as the answer tells')
  .option('--url <address>', 'the address that was asked: endpoint and parameters are taken from it')
  .option('--result-set <name>', 'the result set to take, where several have rows')
  .option('--list <path>', "the list to take from a nested body, e.g. 'game.actions'")
  .option('--since <year>', 'first season of the endpoint, by its starting year', year)
  .option('--title <text>', 'what the help text says; by default the name')
  .addOption(
    new Option('--group <name>', 'group of the dataset; by default as its endpoint and subject tell').choices(
      GROUPS,
    ),
  )
  .option('--key <columns>', 'columns that tell the rows of one answer apart, separated by commas', listOf)
  .option(
    '--without <headers>',
    "headers to leave out, separated by commas; '*' for any characters",
    listOf,
    [],
  )
  .option('--no-migration', 'write no migration: prisma migrate dev will ask for one')
  .addHelpText('after', EXAMPLES)
  .exitOverride()
  .action(run)

async function run(given: string, options: Options): Promise<void> {
  const name = given.replaceAll('-', '_')
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
    throw new UserError(
      `'${given}' is not a name for a dataset; write it in small letters, like player_season_stats.`,
      2,
    )
  const body = readAnswer(options.from)
  const shape = shapeOf(body, options)
  const plan = planOf(shape, askedOf(body, shape, options), { ...options, name })
  // npm runs scripts in the project's folder.
  const { files } = await writeDataset(process.cwd(), plan, {
    recording: options.from,
    migration: options.migration,
  })
  console.log(files.map((file) => `wrote ${file}`).join('\n'))
  for (const [reason, names] of plan.leftOut) console.log(`left out (${reason}): ${names.join(', ')}`)
  if (plan.opened.length > 0)
    console.log(`left open, though the recorded request had it: ${plan.opened.join(', ')}`)
  for (const { of, why } of plan.doubts) console.log(`unsure of the ${of}: ${why}`)
  console.log('Read and correct the files, then: npm run check && npm test')
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof UserError) {
    console.error(messageOf(error))
    process.exitCode = error.exitCode
  } else throw error
}
