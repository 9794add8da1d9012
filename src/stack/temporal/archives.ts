import { TEMPORAL_CLI_VERSION } from './build.js'

/** An archive of Temporal's CLI. */
export interface Archive {
  readonly url: string
  /** Hash of the whole file, hexadecimal. */
  readonly sha256: string
}

const release = (platform: string, sha256: string): Archive => ({
  url: `https://github.com/temporalio/cli/releases/download/v${TEMPORAL_CLI_VERSION}/temporal_cli_${TEMPORAL_CLI_VERSION}_${platform}.tar.gz`,
  sha256,
})

/**
 * The official archives of this version by `process.platform` and `process.arch`, with the hashes that the release's
 * checksums.txt gives. Another version needs other hashes. Windows, whose archive is a zip file, has none here.
 */
const ARCHIVES: Readonly<Record<string, Archive>> = {
  'linux-x64': release('linux_amd64', 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d'),
  'linux-arm64': release('linux_arm64', 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5'),
  'darwin-x64': release('darwin_amd64', 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9'),
  'darwin-arm64': release('darwin_arm64', 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415'),
}

/** The official archive for this machine. Throws where none is pinned. */
export function archiveForThisMachine(): Archive {
  const machine = `${process.platform}-${process.arch}`
  const archive = ARCHIVES[machine]
  if (archive === undefined) throw new Error(`no archive with a known hash for ${machine}`)
  return archive
}
