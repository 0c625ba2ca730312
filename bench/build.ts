import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'

const OUT = 'dist/bench'

/**
 * What is measured is what is shipped: src/ goes to dist/ as at a start, and the bench's own processes beside it. (The
 * loader that runs this file names each closure as it is made, which costs a request a tenth of its time.)
 */
export async function buildAll(): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.js'])
  await build({
    entryPoints: [
      'bench/answer-app.ts',
      'bench/digest-app.ts',
      'bench/echo-app.ts',
      'bench/earshot-app.ts',
      'bench/load.ts',
      'bench/night-app.ts',
      'bench/placing-app.ts',
    ],
    outdir: OUT,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    plugins: [{ name: 'dist', setup: (builder) => builder.onResolve({ filter: /^\.\.\/src\// }, inDist) }],
  })
}

function inDist({ path }: { readonly path: string }): { path: string; external: true } {
  return { path: path.replace('../src/', '../'), external: true }
}

export function builtModule(name: string): string {
  return `${OUT}/${name}.js`
}
