import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

// One more than there are cores: a quarter of the time a file waits for a browser, a child or a server.
const common = {
  pool: 'forks',
  maxWorkers: availableParallelism() + 1,
  testTimeout: 120_000,
  hookTimeout: 120_000,
} as const

/** What needs a process of its own: it kills, locks, mocks or fills one, or starts a browser. */
const apart = [
  'test/**/*.test.ts',
  'src/**/kill.test.ts',
  'src/store/*.test.ts',
  'src/cli/detect-in-thread.test.ts',
  'src/discover/holdings.test.ts',
  'src/ingest/enrich/load.test.ts',
  'src/ingest/server.test.ts',
  'src/range/bulk/*.test.ts',
]

/**
 * The others follow each other in a few processes, so that modules are read and patterns compiled once and not a hundred
 * times. chDB allows one data directory per process: a file that leaves its store open makes the next one fail, and says so.
 */
export default defineConfig({
  test: {
    maxWorkers: common.maxWorkers,
    globalSetup: ['test/support/run-folder.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'apart', include: apart } },
      {
        test: { ...common, name: 'together', include: ['src/**/*.test.ts'], exclude: apart, isolate: false },
      },
    ],
  },
})
