import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/version.js'

/** Folder of the programs that are compared, kept beside the project like the recorded seasons. */
export const peersFolder = join(packageRoot, '../shared/peers')

/** The reason why a program of that folder cannot be measured; undefined where it is there. */
export const missingPeer = (file: string): string | undefined =>
  existsSync(join(peersFolder, file)) ? undefined : `${file} is not beside the project (../shared/peers)`
