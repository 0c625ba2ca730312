/** Every message and view of ours, drawn by a browser: artefacts/gallery/index.html shows them to whoever reviews. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Hung, hung } from '../messages/gallery.js'
import { startGallery } from './support/gallery-server.js'
import { distinctRows } from './support/png.js'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const FOLDER = 'artefacts/gallery'
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-sync',
]
const ALL = hung()
/** A picture of so few different rows shows no text. */
const BLANK = 10

/** A window as high as what is in it. */
const WHOLE = '.dialog, .modal, .dialog-body { max-height: none !important; overflow: visible !important }'

let browser: Browser
let page: Page
let gallery: Awaited<ReturnType<typeof startGallery>>
const troubles: string[] = []

beforeAll(async () => {
  if (!existsSync(CHROMIUM))
    throw new Error(`No browser at ${CHROMIUM}: install chromium, or name it in CHROMIUM.`)
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  gallery = await startGallery(ALL.map(({ picture }) => picture))
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  page = await browser.newPage({
    viewport: { width: 1180, height: 6000 },
    timezoneId: 'UTC',
    bypassCSP: true,
  })
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => troubles.push(error.message))
})

afterAll(async () => {
  writeFileSync(`${FOLDER}/index.html`, indexOf(ALL))
  await browser.close()
  gallery.close()
})

describe('the gallery', () => {
  it.each(ALL.map((each, index) => ({ ...each, index })))(
    '$name, $size: is drawn, and nothing of it stands out at the side',
    async ({ index, picture, ...named }) => {
      troubles.length = 0
      const isHome = 'type' in picture && picture.type === 'home'
      const isModal = 'type' in picture && picture.type === 'modal'
      await page.goto(`${gallery.url}/?${index}#as=P${index}&in=${isHome ? 'home' : 'C1'}`)
      const selector = isHome ? '.home' : `[data-testid=${isModal ? 'modal' : 'message'}]`
      const shown = page.locator(selector)
      await shown.waitFor()
      await page.addStyleTag({ content: WHOLE })
      const png = await shown.screenshot({ path: `${FOLDER}/${fileOf(named)}`, animations: 'disabled' })
      expect(distinctRows(png)).toBeGreaterThan(BLANK)
      expect(await standingOut(selector)).toEqual([])
      expect(troubles).toEqual([])
    },
  )

  it('control: what is too wide is found, and so is a blank picture', async () => {
    await page.goto('about:blank')
    await page.setContent('<div style="width:2000px">wide</div>')
    expect(await standingOut('body')).not.toEqual([])
    await page.setContent(
      '<div style="width:200px;overflow:auto"><div style="width:2000px">scrolls</div></div>',
    )
    expect(await standingOut('body')).toEqual([])
    await page.setContent('')
    expect(distinctRows(await page.screenshot())).toBeLessThan(BLANK)
  })
})

/** What reaches past the right edge, where nothing around it scrolls or cuts. A script, since these are a browser's words. */
const STANDING_OUT = `(root) => {
  const edge = root.getBoundingClientRect().right + 1
  const isHeld = (element) => {
    for (let at = element.parentElement; at && at !== root.parentElement; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible' && at.getBoundingClientRect().right <= edge) return true
    return false
  }
  // What only a screen reader reads is cut to a dot.
  return [...root.querySelectorAll('*:not(.spoken, .spoken *)')]
    .filter((element) => element.getBoundingClientRect().width > 0)
    .filter((element) => element.getBoundingClientRect().right > edge && !isHeld(element))
    .map((element) => element.tagName + ' ' + element.className + ': ' + element.textContent.slice(0, 60))
}`

async function standingOut(selector: string): Promise<readonly string[]> {
  const script = `(${STANDING_OUT})(document.querySelector(${JSON.stringify(selector)}))`
  return z.array(z.string()).parse(await page.evaluate(script))
}

function fileOf({ name, size }: Pick<Hung, 'name' | 'size'>): string {
  return `${name.replace(/[^a-z0-9]+/gi, '-')}.${size}.png`
}

function indexOf(all: readonly Hung[]): string {
  const names = [...new Set(all.map(({ name }) => name))]
  const rows = names.map((name) => {
    const figures = all
      .filter((each) => each.name === name)
      .map((each) => `<figure><figcaption>${each.size}</figcaption><img src="${fileOf(each)}"></figure>`)
    return `<section><h2>${name}</h2><div>${figures.join('')}</div></section>`
  })
  return `<!doctype html><meta charset="utf-8"><title>Earshot: every message</title>
<style>body{font:14px sans-serif;margin:2em}section>div{display:flex;gap:2em;overflow-x:auto;align-items:start}img{max-width:640px;border:1px solid #ddd}figure{margin:0}</style>
${rows.join('\n')}\n`
}
