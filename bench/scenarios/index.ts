import { dryRun } from './dry-run.js'
import { helps } from './help.js'
import { growth } from './growth.js'
import { paced } from './paced.js'
import { repeat } from './repeat.js'
import type { Scenario } from './scenario.js'
import { loop, season } from './season.js'
import { temporal } from './temporal.js'

/** All scenarios, in the order of the results. */
export const SCENARIOS: readonly Scenario[] = [season, loop, repeat, dryRun, helps, paced, temporal, growth]

/** What runs when no scenario is named: `season` has the plain loop as well. */
export const BY_DEFAULT: readonly Scenario[] = SCENARIOS.filter((scenario) => scenario !== loop)
