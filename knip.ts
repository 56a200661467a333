/** Unused files, exports and dependencies fail the check. What knip cannot see by itself is named here, with why. */
import type { KnipConfig } from 'knip'

export default {
  entry: [
    'src/cli/main.ts',
    // Started as a thread of its own.
    'src/cli/detect-worker.ts',
    'src/cli/dossier-worker.ts',
    // The package's export `stillwatch/decide`.
    'src/plugins/middleware.ts',
    'scripts/**/*.ts',
    'bench/**/*.ts',
    'ui/main.tsx',
    'ui/vite.config.ts',
    // Started as a process of its own.
    'test/support/*.mjs',
    'test/support/live-child.ts',
  ],
  project: ['src/**/*.ts', 'ui/**/*.{ts,tsx,css}', 'test/**/*.{ts,mjs}', 'scripts/**/*.ts', 'bench/**/*.ts'],
  // Debian's, where the machine has it; the test that starts it says so when it is left out.
  ignoreBinaries: ['nginx', 'openssl', 'java'],
  // An exported type or schema is part of its module's contract even while only one module needs it.
  ignoreExportsUsedInFile: true,
  // Data packages: their files are found by path (src/ingest/enrich/lists.ts), nothing is imported.
  ignoreDependencies: [
    '@ip-location-db/asn',
    '@ip-location-db/asn-country',
    '@fontsource/noto-sans',
    '@fontsource/noto-sans-sc',
  ],
  // Style sheets name the type faces' files.
  compilers: {
    css: (text: string) =>
      [...text.matchAll(/(?:url\(|@import\s+)["']([^"']+)["']/g)]
        .map(([, name]) => `import '${name}'`)
        .join('\n'),
  },
} satisfies KnipConfig
