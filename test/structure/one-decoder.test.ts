import { expect, it } from 'vitest'
import { sourceModules, type Modules } from './modules.js'

/** The one decoder of content encodings: a second one would decode other bodies than the first. */
const DECODER = 'src/sources/http/decode.ts'

/** What modules decompress other data than answers by, with that data. Anything more makes a module a second decoder. */
const DECOMPRESSES_ITS_OWN: Readonly<Record<string, { readonly by: string; readonly data: string }>> = {
  'src/store/merge/batches.ts': {
    by: 'gunzip',
    data: 'rows of a batch, which it compressed itself: always gzip',
  },
}

const ZLIB_IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](?:node:)?zlib(?:\/promises)?['"]/g
const NAMED_IMPORT = /\bimport\s*\{([^}]*)\}\s*from\s*['"](?:node:)?zlib['"]/g
const COMPRESSES = /^(?:type\s+\w+|gzip(?:Sync)?|deflate(?:Raw)?(?:Sync)?|brotliCompress(?:Sync)?|constants)$/

/** The decoder of the web, which needs no import. */
const WEB_DECODER = /\bDecompressionStream\b/

/**
 * Modules that can decompress: they import more from zlib than its compressors and what they decompress their own data
 * by, or all of it, or use the web's decoder.
 */
function decoders(modules: Modules): string[] {
  const found = [...modules].filter(([path, text]) => {
    const own = DECOMPRESSES_ITS_OWN[path]?.by
    const named = [...text.matchAll(NAMED_IMPORT)].map(([, names = '']) => names)
    const decompresses = named
      .flatMap((names) => names.split(','))
      .map((name) => name.trim().replace(/ as .*/, ''))
      .some((name) => name !== '' && name !== own && !COMPRESSES.test(name))
    if (decompresses || WEB_DECODER.test(text)) return true
    return [...text.matchAll(ZLIB_IMPORT)].length > named.length
  })
  return found.map(([path]) => path)
}

it('content encodings are decoded in one module', () => {
  expect(decoders(sourceModules())).toEqual([DECODER])
})

it.each([
  ['by name', `import { gzip, inflateRaw } from 'node:zlib'`],
  ['under another name', `import { brotliDecompress as expand } from 'zlib'`],
  ['as a stream', `import {\n  createGunzip,\n} from 'node:zlib'`],
  ['whole', `import * as zlib from 'node:zlib'`],
  ['dynamically', `const { gunzip } = await import('node:zlib')`],
  ['as a global', `new DecompressionStream('gzip')`],
])('a second decoder, taken %s, is found', (_, text) => {
  const planted = new Map([...sourceModules(), ['src/activities/second.ts', text]])
  expect(decoders(planted)).toEqual([DECODER, 'src/activities/second.ts'])
})

it('modules that only compress are no decoders', () => {
  expect(decoders(new Map([['src/sandbox/api/reply.ts', `import { gzip } from 'node:zlib'`]]))).toEqual([])
})

it.each(Object.entries(DECOMPRESSES_ITS_OWN))(
  '%s decompresses its own data by one function',
  (path, { by }) => {
    const text = sourceModules().get(path) ?? ''
    expect(text).toMatch(new RegExp(`\\bimport\\s*\\{[^}]*\\b${by}\\b[^}]*\\}\\s*from 'node:zlib'`))
    const all = [...sourceModules()]
    for (const more of [
      `import { unzip } from 'node:zlib'`,
      `import { ${by}Sync } from 'node:zlib'`,
      `import zlib from 'node:zlib'`,
      `new DecompressionStream('gzip')`,
    ])
      expect(decoders(new Map([...all, [path, `${text}\n${more}`]]))).toEqual([DECODER, path])
  },
)
