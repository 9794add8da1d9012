import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArchivedBody } from '../../src/archive/format.js'
import { openArchive } from '../../src/archive/reader.js'
import { BLOCK, tarHeader } from '../../src/archive/tar.js'
import { writeArchive } from '../../src/archive/writer.js'
import { UserError } from '../../src/errors.js'
import { ABOUT, answerOf, bodyWith, inOrder, listOf } from './archives.js'

const GAMES = ['0021800001', '0021800002', '0021800003']
const bodies = GAMES.map((game) => bodyWith(JSON.stringify({ game, points: 100 }), [answerOf(game)]))

let folder: string
let whole: Buffer
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-archive-'))
  await writeArchive(path('whole.tar'), ABOUT, inOrder(...bodies))
  whole = readFileSync(path('whole.tar'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function readAll(file: string): Promise<readonly ArchivedBody[]> {
  const archive = await openArchive(file)
  try {
    return await listOf(archive.bodies())
  } finally {
    await archive.close()
  }
}

/** The sentence with which these bytes are refused. */
async function refusalOf(content: Buffer): Promise<string> {
  writeFileSync(path('broken.tar'), content)
  const error = await readAll(path('broken.tar')).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof UserError)) throw new Error(`not refused in a sentence: ${String(error)}`)
  return error.message.replace(path('broken.tar'), 'F')
}

const flipped = (at: number): Buffer => {
  const copy = Buffer.from(whole)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}

describe('an archive', () => {
  it('is read as it was written', async () => {
    const expected = await listOf(inOrder(...bodies))
    expect(await readAll(path('whole.tar'))).toEqual(expected)
  })

  it.skipIf(spawnSync('tar', ['--version']).status !== 0)('is a tar file', () => {
    const { stdout } = spawnSync('tar', ['tf', path('whole.tar')], { encoding: 'utf8' })
    expect(stdout.trim().split('\n')).toEqual([
      'season-sync-archive.json',
      ...Array.from({ length: 3 }, () => [
        expect.stringMatching(/^answers\/[0-9a-f]{64}\.[0-9a-f]{16}\.json$/),
        expect.stringMatching(/^bodies\/[0-9a-f]{64}\.json\.gz$/),
      ]).flat(),
      'end.json',
    ])
  })

  it('does not replace a file', async () => {
    await expect(writeArchive(path('whole.tar'), ABOUT, inOrder())).rejects.toThrow(
      `${path('whole.tar')} exists; name a file that does not.`,
    )
    expect(readFileSync(path('whole.tar'))).toEqual(whole)
  })

  it('leaves no file behind when the bodies end with an error', async () => {
    async function* failing(): AsyncGenerator<ArchivedBody> {
      yield* bodies.slice(0, 1)
      throw new Error('the database is gone')
    }
    await expect(writeArchive(path('failed.tar'), ABOUT, failing())).rejects.toThrow('the database is gone')
    for (const name of ['failed.tar', 'failed.tar.partial'])
      expect(() => readFileSync(path(name))).toThrow('ENOENT')
  })
})

describe('a damaged archive', () => {
  it('is refused wherever a byte is flipped', async () => {
    const accepted: number[] = []
    for (let at = 0; at < whole.length; at += 13) {
      const refused = await refusalOf(flipped(at)).catch(() => undefined)
      if (refused === undefined) accepted.push(at)
    }
    expect(accepted).toEqual([])
  })

  it('is refused with the entry and the request whose body has a flipped byte', async () => {
    const second = (await listOf(inOrder(...bodies)))[1]
    const at = whole.indexOf(second?.body ?? '') + 15
    expect(await refusalOf(flipped(at))).toBe(
      `F is damaged at entry 2, the answer to ${second?.entry.answers[0]?.requestKey}. Nothing of it is stored; get it anew.`,
    )
  })

  it('is refused wherever it is cut off, with the last whole entry', async () => {
    for (let length = BLOCK; length < whole.length; length += 300)
      expect(await refusalOf(whole.subarray(0, length))).toMatch(/^F is cut off after /)
    const [first, second] = await listOf(inOrder(...bodies))
    const end = whole.indexOf(`answers/${second?.entry.sha256}`) + 100
    expect(await refusalOf(whole.subarray(0, end))).toBe(
      `F is cut off after entry 1, the answer to ${first?.entry.answers[0]?.requestKey}. Nothing of it is stored; get it anew.`,
    )
  })

  it('is refused with something behind its end', async () => {
    expect(await refusalOf(Buffer.concat([whole, Buffer.from('x')]))).toContain('what follows its end')
  })
})

describe('a file that is no archive', () => {
  it('is refused in one sentence', async () => {
    expect(await refusalOf(Buffer.from('hello'))).toBe('F is no archive of season-sync.')
    expect(await refusalOf(Buffer.alloc(0))).toBe('F is no archive of season-sync.')
    expect(await refusalOf(Buffer.concat([tarHeader('x', 0, 0), Buffer.alloc(BLOCK)]))).toBe(
      'F is no archive of season-sync.',
    )
    expect(await refusalOf(gzipSync(whole))).toBe(
      'F is no archive of season-sync; it is compressed, so decompress it first.',
    )
  })

  it('is refused if it is a folder or not there', async () => {
    await expect(openArchive(folder)).rejects.toThrow(`${folder} is no file.`)
    await expect(openArchive(path('none.tar'))).rejects.toThrow(/none\.tar cannot be read: ENOENT/)
  })

  it('is refused if it is of a version to come', async () => {
    const manifest = Buffer.from(
      `${JSON.stringify({ format: 'season-sync archive', version: 2, more: true })}\n`,
    )
    const content = Buffer.concat([
      tarHeader('season-sync-archive.json', manifest.length, 0),
      manifest,
      Buffer.alloc(BLOCK - manifest.length),
    ])
    expect(await refusalOf(content)).toBe(
      'F has version 2 of the format, and this season-sync knows version 1; use the one that wrote it, or a newer one.',
    )
  })
})
