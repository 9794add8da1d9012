import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the package; the relative path is the same from `src/` and from `dist/`. */
export const packageRoot = fileURLToPath(new URL('../', import.meta.url))

/** Path of a program in `dist/`, to be run by `node`. */
export const built = (path: string): string => join(packageRoot, 'dist', path)

/** Version of this build. Every command needs it, so no library reads it. */
export const VERSION = versionIn(createRequire(import.meta.url)('../package.json'))

function versionIn(manifest: unknown): string {
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    if (typeof manifest.version === 'string') return manifest.version
  throw new Error('package.json has no version')
}
