import { join } from 'node:path'
import { packageRoot } from '../src/version.js'

/** Profiles, statements and other files of the latest run; not in git. */
export const outFolder = join(packageRoot, 'bench', 'out')
