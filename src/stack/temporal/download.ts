import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import axios from 'axios'
import { runProgram } from '../../system/program.js'
import { makeProgramFolder } from '../machine/own-files.js'
import type { ProgressReporter } from '../machine/paths.js'
import { archiveForThisMachine, type Archive } from './archives.js'
import { TEMPORAL_CLI_VERSION } from './build.js'

/** The download has some 40 MB; a closed network answers within milliseconds, a silent one not at all. */
const DOWNLOAD_TIMEOUT_MS = 120_000

/** Several times the size of an archive. */
const MAX_BYTES = 256 * 1024 * 1024

/**
 * Fetches the official build of Temporal's CLI into `target` and returns its path. An archive whose hash is not the
 * pinned one is not even unpacked. Throws when the download fails; proxies are those of the environment.
 */
export async function downloadTemporal(
  target: string,
  progress: ProgressReporter,
  signal: AbortSignal,
  archive: Archive = archiveForThisMachine(),
): Promise<string> {
  progress(`Fetching Temporal's CLI ${TEMPORAL_CLI_VERSION}`)
  makeProgramFolder(dirname(target))
  const bytes = await fetchArchive(archive, signal)
  const folder = mkdtempSync(join(dirname(target), 'download-'))
  try {
    const file = join(folder, 'archive.tar.gz')
    writeFileSync(file, bytes)
    const { code, stderr } = await runProgram('tar', ['-xzf', file, '-C', folder, 'temporal'], { signal })
    if (code !== 0) throw new Error(`the archive could not be unpacked: ${stderr.trim().slice(0, 200)}`)
    chmodSync(join(folder, 'temporal'), 0o755)
    renameSync(join(folder, 'temporal'), target)
    return target
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fetchArchive({ url, sha256 }: Archive, signal: AbortSignal): Promise<Buffer> {
  const { data } = await axios.get<ArrayBuffer>(url, {
    responseType: 'arraybuffer',
    maxContentLength: MAX_BYTES,
    signal: AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS)]),
  })
  const bytes = Buffer.from(data)
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found === sha256) return bytes
  throw new Error(`${url} has the hash ${found} instead of ${sha256}, so it is not used`)
}
