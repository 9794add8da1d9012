import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runProgram } from '../../system/program.js'
import { built } from '../../version.js'
import type { ProgressReporter } from '../machine/paths.js'
import { TEMPORAL_CLI_VERSION } from './build.js'

/** The download has some 40 MB; a closed network answers within milliseconds, a silent one not at all. */
const DOWNLOAD_TIMEOUT_MS = 120_000

/**
 * Fetches the official build of Temporal's CLI into `target` with the SDK's own downloader, and returns its path. The
 * downloader is part of the SDK's test server, which ends with its process: it runs in a short-lived one
 * (`download-program.js`), and only the file is kept. Throws when the download fails.
 */
export async function downloadTemporal(
  target: string,
  progress: ProgressReporter,
  signal: AbortSignal,
): Promise<string> {
  mkdirSync(dirname(target), { recursive: true })
  const folder = mkdtempSync(join(dirname(target), 'download-'))
  progress(`Fetching Temporal's CLI ${TEMPORAL_CLI_VERSION}`)
  try {
    const { code, stderr } = await runProgram(
      process.execPath,
      [built('stack/temporal/download-program.js'), folder, TEMPORAL_CLI_VERSION],
      { timeout: DOWNLOAD_TIMEOUT_MS, signal },
    )
    if (code !== 0) {
      const answer = stderr.trim().split('\n').at(-1) ?? ''
      throw new Error(
        answer === '' ? `no answer within ${DOWNLOAD_TIMEOUT_MS / 1000} s` : answer.slice(0, 300),
      )
    }
    const file = readdirSync(folder)
      .map((name) => join(folder, name))
      .find((path) => statSync(path).isFile())
    if (file === undefined) throw new Error('the download left no file')
    chmodSync(file, 0o755)
    renameSync(file, target)
    return target
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
