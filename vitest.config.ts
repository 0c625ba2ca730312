import { statfsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// What tests write is thrown away: in memory, where there is room for it, it is copied and removed six times as fast.
const MEMORY = '/dev/shm'
if (hasRoom(MEMORY)) process.env['TMPDIR'] ??= MEMORY

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > 4e9
  } catch {
    return false
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/built.ts', 'test/support/template.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // On a busy machine a real process or a lease may be late; once more tells a late one from a wrong one.
    retry: process.env['CI'] ? 1 : 0,
    pool: 'forks',
    // The program and its model are loaded once a worker, not once a file: a third of the time.
    isolate: false,
    // Much of it waits: for a process to start, for a lease, for Slack's three seconds.
    maxWorkers: 2,
  },
})
