import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What the build writes beside the modules. */
const NO_MODULES = ['workflow-bundle.cjs']

/**
 * Removes what an earlier build left of modules that have moved since. The other files stay where they are, for a
 * running stack loads some of them only when it needs them.
 */
export function removeStale(src, dist) {
  const entries = readdirSync(dist, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name).slice(dist.length + 1)
    const source = path.replace(/(\.d\.ts|\.js|\.js\.map)$/, '.ts')
    if (!NO_MODULES.includes(path) && !existsSync(join(src, source))) rmSync(join(dist, path))
  }
  const folders = entries.filter((one) => one.isDirectory()).map((one) => join(one.parentPath, one.name))
  for (const folder of folders.toSorted((a, b) => b.length - a.length))
    if (readdirSync(folder).length === 0) rmdirSync(folder)
}
