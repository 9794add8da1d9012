import type { Browser, Page } from 'playwright-core'
import { vi } from 'vitest'
import { startBrowser } from './browser.js'

/** Tabs of a workflow's page, as its address names them. */
export type Tab = 'history' | 'user-metadata' | 'search-attributes' | 'pending-activities'

/** Temporal's Web UI as a person sees it. */
export class WebUi {
  readonly #url: string
  readonly #browser: Browser
  readonly #page: Page

  private constructor(url: string, browser: Browser, page: Page) {
    this.#url = url
    this.#browser = browser
    this.#page = page
  }

  /** Opens the address that `status` prints. */
  static async open(url: string): Promise<WebUi> {
    const browser = await startBrowser()
    return new WebUi(url, browser, await browser.newPage({ viewport: { width: 1400, height: 1000 } }))
  }

  /** Goes to an address that the product prints. */
  async go(address: string): Promise<void> {
    await this.#page.goto(address)
  }

  /** Goes to a tab of the newest execution of a workflow. */
  async workflow(id: string, tab: Tab): Promise<void> {
    await this.go(`${this.#url}/namespaces/default/workflows/${encodeURIComponent(id)}`)
    await this.#page.getByTestId(`${tab}-tab`).click()
  }

  async schedule(id: string): Promise<void> {
    await this.go(`${this.#url}/namespaces/default/schedules/${encodeURIComponent(id)}`)
  }

  /** Waits until the page, with the panels in it, shows each of these. Until then a panel is read again, and the page. */
  async shows(...wanted: readonly (string | RegExp)[]): Promise<void> {
    for (const text of wanted) {
      let looked = 0
      await vi.waitFor(
        async () => {
          const shown = await this.text()
          if (typeof text === 'string' ? shown.includes(text) : text.test(shown)) return
          looked += 1
          // Not at each look: what a panel asks a worker on a busy machine would be asked anew before it is answered.
          if (looked % 30 === 0) await this.#page.reload()
          else if (looked % 6 === 0 && shown.includes('for freshness')) await this.#page.keyboard.press('r')
          throw new Error(`the page does not show '${String(text)}':\n${shown}`)
        },
        { timeout: 60_000, interval: 400 },
      )
    }
  }

  /** All that the page shows, each run of blanks as one, with straight quotes: panels have typographic ones. */
  async text(): Promise<string> {
    const frames = this.#page.frames().map(
      (frame) =>
        frame
          .locator('body')
          .innerText({ timeout: 5_000 })
          .catch(() => ''), // it has been replaced
    )
    return (await Promise.all(frames))
      .join('\n')
      .replace(/\s+/g, ' ')
      .replace(/[‘’]/g, "'")
      .replace(/[“”]/g, '"')
  }

  /** The workflows of a list, by their ids. */
  async listed(): Promise<string[]> {
    const links = this.#page.locator('table a[href*="/workflows/season-sync"]')
    await links.first().waitFor()
    return [...new Set(await links.allInnerTexts())].filter((text) => text.startsWith('season-sync/'))
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }
}
