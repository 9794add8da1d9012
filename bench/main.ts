import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, UserError } from '../src/errors.js'
import { packageRoot } from '../src/version.js'
import { Arena } from './arena.js'
import { commit, machineText, otherWorkText } from './machine.js'
import { outFolder } from './out.js'
import { Owned } from './owned.js'
import { CHANGES, writePart } from './report/results-file.js'
import { gapsOf, markdownOf, type Section } from './report/section.js'
import { FULL, SMOKE } from './scale.js'
import { BY_DEFAULT, SCENARIOS } from './scenarios/index.js'
import type { Scenario } from './scenarios/scenario.js'

const SMOKE_OPTION = '--smoke'
const MACHINE = 'Machine and versions'
const ORDER = [MACHINE, ...SCENARIOS.map(({ title }) => title), CHANGES.heading]

/** Exit codes as those of a shell for a program that a signal ended. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const

/** `npm run bench [-- [--smoke] [scenario …]]`. Returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const owned = new Owned()
  let signal: keyof typeof EXIT_CODES | undefined
  const stop = (name: keyof typeof EXIT_CODES): void => {
    signal ??= name
    void owned.close().catch(() => undefined) // thrown again below
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name))
  process.stdout.on('error', () => stop('SIGPIPE')) // its reader has ended
  try {
    return await runScenarios(args, owned)
  } catch (error) {
    if (signal !== undefined) return EXIT_CODES[signal]
    console.error(error instanceof UserError ? error.message : error)
    return error instanceof UserError ? error.exitCode : 1
  } finally {
    await owned.close().catch((error: unknown) => console.error(messageOf(error)))
  }
}

async function runScenarios(args: readonly string[], owned: Owned): Promise<number> {
  const smoke = args.includes(SMOKE_OPTION)
  const scenarios = chosen(args.filter((arg) => arg !== SMOKE_OPTION))
  if (process.platform !== 'linux')
    throw new UserError('The bench reads CPU and memory from /proc: it runs on Linux only.', 2)
  const arena = new Arena(smoke ? SMOKE : FULL, owned, (line) => console.log(line))
  const command = ['npm run bench', ...(args.length === 0 ? [] : ['--', ...args])].join(' ')
  const file = smoke ? join(outFolder, 'smoke.md') : join(packageRoot, 'bench/RESULTS.md')
  mkdirSync(outFolder, { recursive: true })
  const gaps: string[] = []
  let written = writePart(file, { heading: MACHINE, text: await machineText() }, ORDER)

  const inTurn = async (some: readonly Scenario[]): Promise<void> => {
    for (const scenario of some) {
      const how = `Measured on ${now()} UTC by \`${command}\`, commit ${await commit()}. ${await otherWorkText()}`
      const section = await measured(scenario, arena)
      if (section === undefined) continue
      gaps.push(...gapsOf(section).map((gap) => `${scenario.name}: ${gap}`))
      const part = { heading: scenario.title, text: `${how}\n\n${markdownOf(section)}` }
      written = written.then(() => writePart(file, part, ORDER))
      await written
    }
  }
  // A check that the bench works measures nothing, so that two scenarios may run side by side.
  const groups = smoke
    ? [true, false].map((replay) => scenarios.filter(({ needsReplay }) => needsReplay === replay))
    : [scenarios]
  await Promise.all(groups.map(inTurn))
  for (const gap of gaps) console.error(`incomplete: ${gap}`)
  console.log(`Results: ${file}`)
  return gaps.length === 0 ? 0 : 1
}

/** The results of a scenario; undefined where it cannot run here. */
async function measured(scenario: Scenario, arena: Arena): Promise<Section | undefined> {
  arena.say(`== ${scenario.name}`)
  if (scenario.needsReplay && !arena.replayAvailable) {
    arena.say(
      `skipped: ${scenario.name} needs the recorded seasons beside the project (../shared/nba-replay)`,
    )
    return undefined
  }
  const section = await scenario.run(arena)
  for (const reason of section.skipped) arena.say(`skipped: ${reason}`)
  return section
}

const now = (): string => new Date().toISOString().slice(0, 16).replace('T', ' ')

/** The scenarios that were named, otherwise all. Throws a UserError for an unknown name. */
function chosen(names: readonly string[]): readonly Scenario[] {
  const unknown = names.find((name) => SCENARIOS.every((scenario) => scenario.name !== name))
  if (unknown !== undefined) {
    const all = SCENARIOS.map(({ name }) => name).join(', ')
    throw new UserError(
      `There is no scenario ${unknown}; there are ${all}, and the option ${SMOKE_OPTION}.`,
      2,
    )
  }
  return names.length === 0 ? BY_DEFAULT : SCENARIOS.filter(({ name }) => names.includes(name))
}
