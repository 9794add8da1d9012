// Takes a screenshot of a page in a real browser: node tools/picture.mjs URL FILE.png [width height [button]]
// `button`: the name of a button to click first.
// Uses the browser that BROWSER names, otherwise this machine's Chromium or Chrome.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const [url, file, width = '1400', height = '900', button] = process.argv.slice(2)
const executablePath = [process.env.BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
)
if (!url || !file || !executablePath) {
  console.error(
    executablePath
      ? 'usage: node tools/picture.mjs URL FILE.png [width height [button]]'
      : 'no Chromium found; set BROWSER',
  )
  process.exit(2)
}
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
if (process.getuid?.() === 0) args.push('--no-sandbox') // Chromium refuses to run as root inside its sandbox
const browser = await chromium.launch({ executablePath, args })
const page = await browser.newPage({
  viewport: { width: Number(width), height: Number(height) },
  colorScheme: 'light',
})
await page.goto(url, { waitUntil: 'networkidle' })
if (button) await page.getByRole('button', { name: button }).click()
await page.waitForTimeout(1500) // The timeline is drawn after the last request.
await page.screenshot({ path: file })
await browser.close()
