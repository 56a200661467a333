import { defineConfig } from 'vitest/config'

// chDB allows one data directory per process, so every test file runs in a process of its own.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real sockets, servers and browsers on a shared machine: a second try in CI tells a fault from a busy minute.
    retry: process.env.CI ? 1 : 0,
  },
})
