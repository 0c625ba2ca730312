import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Vitest's global set-up: builds the program, so that the tests that start it need not compile it each time. */
// eslint-disable-next-line no-restricted-syntax -- vitest calls the default export
export default function build(): void {
  const cwd = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['scripts/build.js'], { cwd, stdio: 'inherit' })
}
