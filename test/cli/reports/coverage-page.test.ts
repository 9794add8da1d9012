import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coveragePage } from '../../../src/cli/reports/coverage-page/index.js'
import { STATES } from '../../../src/cli/reports/coverage-page/cell.js'
import type { CoverageState, CoveredDataset } from '../../../src/runs/covered.js'
import { BROWSER, startBrowser } from '../../support/browser.js'

const dataset = (name: string, state: CoverageState, more: Partial<CoveredDataset> = {}): CoveredDataset => ({
  name,
  group: null,
  state,
  rows: 2460,
  tables: [{ table: name, rows: 2460 }],
  games: { have: 1230, want: 1230 },
  missing: 0,
  conflicts: 0,
  held: 0,
  quarantined: 0,
  accepted: 0,
  verifiedBy: 'games',
  runId: 'run-1',
  cause: null,
  syncedAt: new Date('2026-01-01T10:00:00Z'),
  ...more,
})

const PAGE = coveragePage({
  source: 'nba',
  at: new Date('2026-01-02T10:00:00Z'),
  seasons: [
    {
      season: '2018-19',
      seasonType: 'Regular Season',
      games: 1230,
      datasets: STATES.map((state) => dataset(`of_${state.replace(' ', '_')}`, state)),
    },
    {
      season: '2017-18',
      seasonType: 'Regular Season',
      games: 1230,
      datasets: [
        dataset('of_whole', 'partial', {
          games: { have: 1229, want: 1230 },
          missing: 1,
          cause: '1 missing: <script>alert(1)</script> & "more"',
        }),
      ],
    },
  ],
  ofAllSeasons: [],
})

describe.skipIf(BROWSER === undefined)("the coverage's page, in a browser", () => {
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const errors: string[] = []
  beforeAll(async () => {
    browser = await startBrowser()
    page = await browser.newPage()
    page.on('request', (request) => requests.push(request.url()))
    page.on('pageerror', (error) => errors.push(error.message))
    await page.setContent(PAGE)
  })
  afterAll(() => browser.close())

  const details = async (): Promise<string> =>
    (await page.locator('.details').innerText()).replace(/\s+/g, ' ')

  it('asks no server, and runs nothing that a source has written', async () => {
    expect(requests).toEqual([])
    expect(errors).toEqual([])
    expect(await page.locator('.open').innerText()).toContain('<script>alert(1)</script> & "more"')
  })

  it('says all about the cell under the pointer', async () => {
    await page.getByRole('button', { name: 'of_whole, 2017-18 Regular Season' }).hover()
    expect(await details()).toBe(
      'of_whole, 2017-18 Regular Season state partial: something is missing, wrong, in conflict or held rows 2,460 games 1,229 of 1,230 missing 1 verified by games synced ' +
        `${new Date('2026-01-01T10:00:00Z').toLocaleString('sv-SE')} reason 1 missing: <script>alert(1)</script> & "more" run run-1`,
    )
  })

  it('is read with the arrow keys, from one stop of the tab key', async () => {
    expect(await page.locator('td button[tabindex="0"]').count()).toBe(1)
    await page.getByRole('button', { name: 'of_whole, 2018-19 Regular Season' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await details()).toMatch(/^of_partial, 2018-19 Regular Season/)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowDown')
    expect(await details()).toMatch(/^of_whole, 2017-18 Regular Season/)
  })

  it.each(['light', 'dark'] as const)(
    'is legible in %s: each text has a contrast of 4.5 and more',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme })
      const contrasts: number[] = await page.evaluate(
        `(${CONTRASTS_OF})([...document.querySelectorAll('td button, tbody th small, .details dt, p, thead th')])`,
      )
      expect(contrasts.length).toBeGreaterThan(STATES.length)
      expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('fits a phone: the grid scrolls under its seasons, and the page does not', async () => {
    await page.setViewportSize({ width: 390, height: 800 })
    const box: Readonly<Record<'page' | 'grid' | 'table', number>> = await page.evaluate(`({
      page: document.documentElement.scrollWidth,
      grid: document.querySelector('.grid').clientWidth,
      table: document.querySelector('table').clientWidth,
    })`)
    expect(box.page).toBe(390)
    expect(box.table).toBeGreaterThan(box.grid)
    await page.locator('.grid').evaluate((grid) => grid.scrollTo({ left: 200 }))
    expect((await page.locator('tbody th').first().boundingBox())?.x).toBeLessThan(20)
  })
})

/** The contrast of each element's text with what it stands on, by WCAG's formula; it runs in the page. */
const CONTRASTS_OF = `(elements) => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number)
  const luminance = (colour) => channels(colour).slice(0, 3)
    .map((value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0)
  const ground = (element) => {
    if (element === null) return 'rgb(255, 255, 255)'
    const colour = getComputedStyle(element).backgroundColor
    return channels(colour)[3] === 0 ? ground(element.parentElement) : colour
  }
  return elements.map((element) => {
    const both = [luminance(getComputedStyle(element).color), luminance(ground(element))]
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
  })
}`
