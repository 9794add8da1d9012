// Makes the pictures of the README: npm run pictures
// Syncs a season of the sandbox in a state folder of its own and photographs it in Temporal's Web UI, in light and dark.
// Uses the browser that BROWSER names, otherwise this machine's Chromium or Chrome.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const executablePath = [process.env.BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
)
if (!executablePath) {
  console.error('no Chromium found; set BROWSER')
  process.exit(2)
}

const home = mkdtempSync(join(tmpdir(), 'season-sync-pictures-'))
const command = (...args) =>
  execFileSync(process.execPath, ['dist/cli/main.js', ...args], {
    env: { ...process.env, SEASON_SYNC_HOME: home },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

const browser = await chromium.launch({
  executablePath,
  args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])], // root has no sandbox
})
try {
  command('sync', '2018-19', '--source', 'sandbox', '--quiet')
  const { url } = JSON.parse(command('web', 'latest', '--source', 'sandbox', '--json'))
  for (const [colorScheme, file] of [
    ['light', 'docs/web-ui.png'],
    ['dark', 'docs/web-ui-dark.png'],
  ]) {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1360 }, colorScheme })
    await page.goto(url)
    await page.getByText('record the outcome of').first().waitFor()
    await page.getByRole('button', { name: 'Minimized' }).click()
    await page.getByText('games 2018-19').first().waitFor()
    await page.mouse.move(0, 0)
    await page.getByText('expanded to full height').waitFor({ state: 'hidden' })
    await page.waitForFunction(() => document.getAnimations().length === 0)
    await page.screenshot({ path: file })
    console.log(file)
  }
} finally {
  await browser.close()
  command('down')
  rmSync(home, { recursive: true, force: true })
}
