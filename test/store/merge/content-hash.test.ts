import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contentHash } from '../../../src/store/merge/content-hash.js'

const TIME = [['meta', 'time']]
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex')

function hash(json: unknown, volatile: readonly (readonly string[])[] = TIME): string {
  const body = Buffer.from(JSON.stringify(json))
  return contentHash({ body, sha256: sha256(body) }, volatile)
}

describe('the content hash', () => {
  it("is the body's sha256 where no path is volatile", () => {
    const body = Buffer.from('{"a":1}')
    expect(contentHash({ body, sha256: 'of the body' }, [])).toBe('of the body')
  })

  it('leaves out volatile values', () => {
    expect(hash({ meta: { time: 'now', v: 1 }, a: 1 })).toBe(hash({ meta: { time: 'then', v: 1 }, a: 1 }))
  })

  it('leaves out whole volatile objects', () => {
    expect(hash({ meta: { x: 1 }, a: 1 }, [['meta']])).toBe(hash({ meta: { y: [2] }, a: 1 }, [['meta']]))
  })

  it('leaves out several values, and one inside of another', () => {
    const volatile = [['b'], ['a', 'c'], ['a']]
    expect(hash({ a: { c: 1 }, b: 2, d: 3 }, volatile)).toBe(hash({ a: 4, b: 5, d: 3 }, volatile))
    expect(hash({ a: { c: 1 }, b: 2, d: 3 }, volatile)).not.toBe(hash({ a: { c: 1 }, b: 2, d: 4 }, volatile))
  })

  it.each([
    ['a value', { meta: { time: 'now', v: 1 }, a: 2 }],
    ['a neighbour of a volatile value', { meta: { time: 'now', v: 2 }, a: 1 }],
    ['a value of the same name elsewhere', { meta: { time: 'now', v: 1 }, a: 1, time: 'now' }],
  ])('differs where the answer differs in %s', (_, json) => {
    expect(hash(json)).not.toBe(hash({ meta: { time: 'now', v: 1 }, a: 1 }))
  })

  it.each([null, 5, 'text', [], [{ meta: { time: 1 } }], { meta: null }, { meta: 'x' }])(
    'of %j covers the whole value',
    (json) => {
      expect(hash(json)).toBe(hash(json, []))
    },
  )
})
