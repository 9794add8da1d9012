// Builds the project if a source has changed since the last build, because tests start the built programs.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = [
  'src',
  'prisma',
  'tools',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'prisma.config.ts',
]

/** Modification time of the newest file below a path, milliseconds since 1970, without generated files. */
function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const entries = readdirSync(path).filter((name) => name !== 'generated')
  return Math.max(stat.mtimeMs, ...entries.map((name) => newest(`${path}/${name}`)))
}

const built = statSync(`${root}dist/workflow-bundle.cjs`, { throwIfNoEntry: false })?.mtimeMs ?? 0
if (SOURCES.every((name) => newest(root + name) < built)) process.exit(0)
process.exit(spawnSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' }).status ?? 1)
