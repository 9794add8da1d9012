import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Folder of the package; the relative path is the same from `src/` and from `dist/`. */
export const packageRoot = fileURLToPath(new URL('../', import.meta.url))

/** Path of a program in `dist/`, to be run by `node`. */
export const built = (path: string): string => join(packageRoot, 'dist', path)

const manifest: unknown = createRequire(import.meta.url)('../package.json')

/** Version of this build. */
export const VERSION = z.object({ version: z.string() }).parse(manifest).version
