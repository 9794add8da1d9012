import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { fingerprintOf } from '../../src/datasets/fingerprint.js'
import { readRecorded, recordedFor } from './recorded.js'

/** What a dataset made of its recorded answer when the file was written: hashes of its declaration and of the rows. */
interface Reading {
  readonly fingerprint: string
  readonly rows: string
}

const FILE = fileURLToPath(new URL('readings.json', import.meta.url))
const RENEW = process.env.RENEW_READINGS === '1'
const known: Readonly<Record<string, Reading>> = JSON.parse(readFileSync(FILE, 'utf8'))

const hash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

const ordered = (row: object): object =>
  Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const readings = new Map<string, Reading>()
for (const dataset of CATALOGUE.nba.filter(({ derivedFrom }) => derivedFrom === undefined)) {
  const { answer, season, about } = await recordedFor(dataset)
  if (answer === undefined) continue
  const { rows, refused } = await readRecorded(dataset, answer, { season, about })
  const made = [rows.map(ordered), refused.map(({ reason }) => reason)]
  readings.set(dataset.name, { fingerprint: fingerprintOf(dataset).slice(0, 16), rows: hash(made) })
}
if (RENEW) writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(readings), null, 2)}\n`)

/** What has to be done about a reading that is not that of before; undefined: nothing. */
const toDo = (now: Reading, before: Reading | undefined): string | undefined => {
  if (before === undefined || JSON.stringify(now) === JSON.stringify(before)) return undefined
  return now.fingerprint === before.fingerprint
    ? 'a helper makes other rows of stored answers: raise the version, so that they are read again'
    : 'where the change is meant: RENEW_READINGS=1 npx vitest run test/datasets/readings'
}

describe.skipIf(readings.size === 0)('a dataset and its recorded answer', () => {
  it.each([...readings])('are those of before, or the declaration is another: %s', (name, now) => {
    expect(RENEW ? undefined : toDo(now, known[name])).toBeUndefined()
  })

  it('are known of most datasets', () => {
    expect(Object.keys(known).length).toBeGreaterThan(50)
  })
})
