import { chmodSync, copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { poll } from '../../system/poll.js'
import { runProgram } from '../../system/program.js'
import { packageRoot } from '../../version.js'
import { tryLock } from '../machine/lock.js'
import { makeProgramFolder } from '../machine/own-files.js'
import type { ProgressReporter } from '../machine/paths.js'

/** Version of the CLI to download or build (server 1.29.1): the newest that builds from the Go module proxy alone. */
export const TEMPORAL_CLI_VERSION = '1.5.1'

/** Seconds between two lines of progress: the build takes minutes. */
const PROGRESS_SECONDS = 5

/**
 * Builds Temporal's CLI from the Go module proxy into `target` (213 MB; about 3 minutes on 2 cores) and returns it.
 * Commands that need it at once build it once. Throws with Go's answer when it cannot be built.
 */
export async function buildTemporal(
  target: string,
  progress: ProgressReporter,
  signal: AbortSignal,
): Promise<string> {
  const { code } = await runProgram('go', ['version']).catch(() => ({ code: null })) // it rejects where there is no Go
  if (code !== 0) throw new Error('Go is not installed')
  makeProgramFolder(dirname(target))
  await poll(
    async () => {
      const { lock } = tryLock(join(dirname(target), 'build.lock'))
      if (lock === undefined) {
        progress(`Waiting for another command that builds Temporal's CLI ${TEMPORAL_CLI_VERSION}`)
        return undefined
      }
      try {
        if (!existsSync(target)) await build(target, progress, signal)
        return 'built'
      } finally {
        lock.release()
      }
    },
    { everyMs: PROGRESS_SECONDS * 1000, timeoutMs: Infinity, signal },
  )
  return target
}

async function build(target: string, progress: ProgressReporter, signal: AbortSignal): Promise<void> {
  const work = mkdtempSync(join(dirname(target), 'build-'))
  const started = performance.now()
  const report = () =>
    progress(
      `Building Temporal's CLI ${TEMPORAL_CLI_VERSION} from source (about 3 minutes, once): ` +
        `${Math.round((performance.now() - started) / 1000)} s`,
    )
  report()
  const ticking = setInterval(report, PROGRESS_SECONDS * 1000)
  try {
    // Go works on a copy, because the package's own folder may be read-only and belongs to others.
    for (const file of ['go.mod', 'go.sum'])
      copyFileSync(join(packageRoot, 'tools', 'temporal-cli', file), join(work, file))
    const output = join(work, 'temporal')
    const { code, stderr } = await runProgram(
      'go',
      ['build', '-trimpath', '-ldflags', '-s -w', '-o', output, 'github.com/temporalio/cli/cmd/temporal'],
      { cwd: work, signal },
    )
    if (code !== 0)
      throw new Error(`go build failed: ${stderr.trim().split('\n').slice(-3).join(' ').slice(-400)}`)
    chmodSync(output, 0o755)
    renameSync(output, target)
    progress(`Built Temporal's CLI in ${Math.round((performance.now() - started) / 1000)} s`)
  } finally {
    clearInterval(ticking)
    rmSync(work, { recursive: true, force: true })
  }
}
