// src/ → dist/: types are taken away, nothing is bundled, so that a stack trace names the file it came from. It takes half
// a second, and saves the running process the compiler's hundred megabytes. The page is bundled when it is first asked for.
// What is built already is left alone: the operator's command must not take the files from under the app that runs.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

const BUILT_FROM = 'dist/built-from.json'

const sources = readdirSync('src', { recursive: true })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !path.startsWith('playground/page/'))
  .map((path) => `src/${path}`)
const from = JSON.stringify(['scripts/build.js', 'package-lock.json', ...sources].map(identity))

if (!existsSync(BUILT_FROM) || readFileSync(BUILT_FROM, 'utf8') !== from) {
  const { build } = await import('esbuild')
  rmSync('dist', { recursive: true, force: true })
  await build({
    entryPoints: sources,
    outdir: 'dist',
    outbase: 'src',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  writeFileSync(BUILT_FROM, from)
}

function identity(path) {
  const { mtimeMs, size } = statSync(path)
  return [path, mtimeMs, size]
}
