import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { packageRoot } from '../../src/version.js'

/** A heading of the results with its text. */
export interface Part {
  readonly heading: string
  readonly text: string
}

/** The part that people write: what each change of the code gave. It is kept as it is. */
export const CHANGES: Part = {
  heading: 'What each change gave',
  text: '| change | before | after |\n| --- | --- | --- |',
}

const HEAD = `# Results

Written by \`npm run bench\`, except for "${CHANGES.heading}". [CONTRIBUTING](../CONTRIBUTING.md) has how to run it. CPU
seconds and memory come from /proc. Each section says when and of which commit it was measured; the versions are those of
the last run.`

/**
 * The results with new parts in place of the former ones with the same heading; the others stay. `order` has all
 * headings.
 */
export function withParts(before: string, parts: readonly Part[], order: readonly string[]): string {
  const known = new Map([CHANGES, ...partsOf(before), ...parts].map((part) => [part.heading, part.text]))
  const sorted = order.flatMap((heading) => {
    const text = known.get(heading)
    return text === undefined ? [] : [`## ${heading}\n\n${text}`]
  })
  return `${[HEAD, ...sorted].join('\n\n')}\n`
}

function partsOf(text: string): readonly Part[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n')
      return { heading, text: lines.join('\n').trim() }
    })
}

/** Writes a part into a file of results, formatted as `npm run check` wants it. */
export async function writePart(file: string, part: Part, order: readonly string[]): Promise<void> {
  const options = await resolveConfig(join(packageRoot, 'package.json'))
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, await format(withParts(before, [part], order), { ...options, parser: 'markdown' }))
}
