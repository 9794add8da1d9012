import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** This machine's Chromium or Chrome, or the browser that BROWSER names; undefined without one. */
export const BROWSER = [process.env.BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)

/** Starts it without its own requests to the network. */
export function startBrowser(): Promise<Browser> {
  if (BROWSER === undefined) throw new Error('this machine has no Chromium')
  return chromium.launch({
    executablePath: BROWSER,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium refuses to run as root inside its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}
