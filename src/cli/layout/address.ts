import { shortIds } from './short-ids.js'

/** What surrounds the address of a link in terminals that know links (OSC 8). */
const link = (address: string, text: string): string =>
  `\u001B]8;;${address}\u001B\\${text}\u001B]8;;\u001B\\`

/**
 * A web address that is longer than its place, as a link with a shorter text: its server and its last parts. That of a
 * database loses its parameters. Undefined for anything else, and for one that fits.
 */
export function fitAddress(text: string, width: number): string | undefined {
  if (text.length <= width) return undefined
  if (/^postgres(?:ql)?:\/\/\S+$/.test(text)) return withoutParameters(text)
  if (!/^https?:\/\/\S+$/.test(text)) return undefined
  const { origin, pathname } = new URL(text)
  const last = decodeURIComponent(pathname).split('/').slice(-2).map(shortIds).join('/')
  const short = `${origin}/…/${last}`
  return link(text, short.length <= width ? short : origin)
}

const withoutParameters = (address: string): string => address.replace(/\?[^;,]*/, '')

/** Longest address that a text on a screen has in full. */
const LONGEST = 60

/**
 * Words with links in place of long web addresses, and those of databases without parameters, which are what a person
 * reads last.
 */
export const shortAddresses = (words: string): string =>
  words.replaceAll(/(?:https?|postgres(?:ql)?):\/\/[^\s\]"'\p{Cc}]+/gu, (address) => {
    if (address.length <= LONGEST) return address
    if (address.startsWith('postgres')) return withoutParameters(address)
    const { origin, pathname } = new URL(address)
    const short = `${origin}${pathname}`
    const text = short.length <= LONGEST ? `${short}?…` : `${origin}/…`
    return address.endsWith('…') ? text : link(address, text) // one that was cut leads nowhere
  })
