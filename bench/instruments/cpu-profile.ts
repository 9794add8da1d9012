import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../src/version.js'
import { number } from '../medians.js'
import { outFolder } from '../out.js'
import type { Table } from '../report/section.js'

const TOP = 20

/** A profile as V8 writes it: the nodes of the call tree, and the node of each sample with the time since the one before, µs. */
const profile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
})

const file = join(outFolder, 'worker.cpuprofile')

/** Settings with which a stack's worker profiles itself; it writes the profile when it ends. */
export function profiledWorker(): NodeJS.ProcessEnv {
  mkdirSync(outFolder, { recursive: true })
  rmSync(file, { force: true })
  return {
    SEASON_SYNC_WORKER_ENTRY: join(packageRoot, 'bench/instruments/profiled-worker.mjs'),
    BENCH_PROFILE: file,
  }
}

/**
 * The functions in which the worker spent most of the time, without those that they called. Undefined where it wrote no
 * profile.
 */
export function longestFunctions(): Table | undefined {
  if (!existsSync(file)) return undefined
  const { nodes, samples, timeDeltas } = profile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const seconds = new Map<string, number>()
  for (const [i, id] of samples.entries()) {
    const name = names.get(id) ?? '?'
    seconds.set(name, (seconds.get(name) ?? 0) + (timeDeltas[i] ?? 0) / 1e6)
  }
  const busy = [...seconds].filter(([name]) => !name.startsWith('(idle)') && !name.startsWith('(program)'))
  return {
    caption: `The ${TOP} functions of the worker's main thread with the most time of their own, in that run`,
    headers: ['seconds', 'function'],
    rows: busy
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, TOP)
      .map(([name, time]) => [number(time, 2), `\`${name}\``]),
  }
}

function nameOf({
  functionName,
  url,
  lineNumber,
}: z.output<typeof profile>['nodes'][number]['callFrame']): string {
  const place = /(?:node_modules|dist)\/.*$|node:.*$/.exec(url)?.[0] ?? url
  const name = functionName === '' ? '(anonymous)' : functionName
  return place === '' ? name : `${name} ${place}:${lineNumber + 1}`
}
