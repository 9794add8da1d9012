import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Files that the build writes in addition to the compiled modules. */
const OTHER_FILES = ['workflow-bundle.cjs']

/**
 * Removes the compiled files of modules that no longer exist. The other files stay in place, because a running stack
 * loads some of them only when it needs them.
 */
export function removeStale(src, dist) {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name).slice(dist.length + 1)
    const source = path.replace(/(\.d\.ts|\.js|\.js\.map)$/, '.ts')
    if (!OTHER_FILES.includes(path) && !existsSync(join(src, source))) rmSync(join(dist, path))
  }
  const folders = entries.filter((one) => one.isDirectory()).map((one) => join(one.parentPath, one.name))
  for (const folder of folders.toSorted((a, b) => b.length - a.length))
    if (readdirSync(folder).length === 0) rmdirSync(folder)
}
