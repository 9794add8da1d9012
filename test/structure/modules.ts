import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { packageRoot } from '../../src/version.js'

/** The text of each module below src/ by its path ('src/store/merge/batches.ts'), without the generated ones. */
export type Modules = ReadonlyMap<string, string>

export function sourceModules(): Modules {
  const folder = join(packageRoot, 'src')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.startsWith('generated/'))
  return new Map(paths.map((path) => [`src/${path}`, readFileSync(join(folder, path), 'utf8')]))
}

/** Matches `import … from 'x'`, `export … from 'x'` and `import 'x'`, over several lines; imports of types alone are left out. */
const STATIC_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

/** The imports that a module loads before its first line runs: packages by their name, modules of the project by their path. */
export function staticImports(path: string, text: string): readonly string[] {
  return [...text.matchAll(STATIC_IMPORT)].map(([, specifier = '']) =>
    specifier.startsWith('.')
      ? posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts')
      : specifier,
  )
}

/** The shortest chain of static imports from a module to a module or package whose path matches; undefined without one. */
export function importChain(target: RegExp, modules: Modules, from: string): readonly string[] | undefined {
  const seen = new Set([from])
  let chains: (readonly string[])[] = [[from]]
  while (chains.length > 0) {
    const next: (readonly string[])[] = []
    for (const chain of chains) {
      const last = chain.at(-1) ?? ''
      if (target.test(last)) return chain
      for (const path of staticImports(last, modules.get(last) ?? '')) {
        if (seen.has(path)) continue
        seen.add(path)
        next.push([...chain, path])
      }
    }
    chains = next
  }
  return undefined
}
