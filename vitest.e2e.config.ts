import { defineConfig } from 'vitest/config'

/** The browser and other people's Slacks: real processes, one file after another. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/support/template.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // As in vitest.config.ts.
    retry: process.env['CI'] ? 1 : 0,
    fileParallelism: false,
  },
})
