import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { packageRoot } from '../../src/version.js'

/** The text of each module below src/ by its path ('src/store/merge/batches.ts'), without what is generated. */
export type Modules = ReadonlyMap<string, string>

export function modulesOfSource(): Modules {
  const folder = join(packageRoot, 'src')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'))
  return new Map(paths.map((path) => [`src/${path}`, readFileSync(join(folder, path), 'utf8')]))
}

/** `import … from 'x'`, `export … from 'x'` and `import 'x'`, over several lines; those of types alone are left out. */
const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

/** What a module imports before its first line runs: packages as they are named, modules of the project by their path. */
export function staticImports(path: string, text: string): readonly string[] {
  return [...text.matchAll(STATIC_IMPORT)].map(([, specifier = '']) =>
    specifier.startsWith('.')
      ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
      : specifier,
  )
}

/** The shortest chain of static imports from a module to one whose path fits; undefined when none leads there. */
export function wayTo(target: RegExp, modules: Modules, from: string): readonly string[] | undefined {
  const seen = new Set([from])
  let ends: (readonly string[])[] = [[from]]
  while (ends.length > 0) {
    const next: (readonly string[])[] = []
    for (const way of ends) {
      const last = way.at(-1) ?? ''
      if (target.test(last)) return way
      for (const path of staticImports(last, modules.get(last) ?? '')) {
        if (seen.has(path) || !modules.has(path)) continue
        seen.add(path)
        next.push([...way, path])
      }
    }
    ends = next
  }
  return undefined
}
