/** Serves the playground's page: bundled when first asked for, then kept in memory. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build, stop } from 'esbuild'

type Asset = { readonly type: string; readonly body: string; readonly tag: string }
type Assets = ReadonlyMap<string, Asset>

/** The returned function answers `GET /`, `/page.js` and `/page.css`, and says false to anything else. */
export function pageHandler(): (req: IncomingMessage, res: ServerResponse) => boolean {
  let bundled: Promise<Assets> | null = null
  return (req, res) => {
    const [path = ''] = (req.url ?? '').split('?')
    if ((req.method !== 'GET' && req.method !== 'HEAD') || !paths.includes(path)) return false
    bundled ??= bundle()
    bundled.then(
      (assets) => answer(req, res, assets.get(path)),
      (cause: unknown) => {
        bundled = null
        console.error('The page could not be bundled.', cause)
        res
          .writeHead(500, { 'content-type': 'text/plain' })
          .end('The page could not be bundled; see the log.')
      },
    )
    return true
  }
}

const paths = ['/', '/page.js', '/page.css']

async function bundle(): Promise<Assets> {
  const folder = fileURLToPath(new URL('../../src/playground/page/', import.meta.url))
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['page.tsx', 'page.css'],
    outdir: folder,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  // It keeps a process of 30 MB for the next time, and there is none.
  await stop()
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return new Map([
    ['/', asset('text/html; charset=utf-8', html)],
    ['/page.js', asset('text/javascript; charset=utf-8', text('.js'))],
    ['/page.css', asset('text/css; charset=utf-8', text('.css'))],
  ])
}

function asset(type: string, body: string): Asset {
  return { type, body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}

function answer(req: IncomingMessage, res: ServerResponse, found: Asset | undefined): void {
  if (found === undefined) {
    res.writeHead(404).end()
    return
  }
  const headers = {
    'content-type': found.type,
    etag: found.tag,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
  if (req.headers['if-none-match'] === found.tag) res.writeHead(304, headers).end()
  else res.writeHead(200, headers).end(req.method === 'HEAD' ? undefined : found.body)
}

/** Nothing from elsewhere: the page draws other people's text, and works without a network. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const ear =
  'M6 8.5a4.3 4.3 0 1 1 8.6 0c0 3-3 3.6-3 6.1 0 1.5-1 2.5-2.3 2.5A2.5 2.5 0 0 1 7 15.2M8.3 8.7a2 2 0 0 1 4 0c0 1.5-1.5 1.7-1.5 3.2'
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><rect width="20" height="20" rx="4" fill="#0f766e"/><path d="${ear}" fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"/></svg>`

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Earshot playground</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <div id="page"></div>
    <noscript>The playground's page needs JavaScript.</noscript>
  </body>
</html>
`
