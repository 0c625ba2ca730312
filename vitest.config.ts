import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/built.ts', 'test/support/template.ts'],
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // On a busy machine a real process or a lease may be late; once more tells a late one from a wrong one.
    retry: process.env['CI'] ? 1 : 0,
    pool: 'forks',
    // Much of it waits: for a process to start, for a lease, for Slack's three seconds.
    maxWorkers: 2,
  },
})
