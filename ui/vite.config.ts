import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// Everything is a file of its own: the service's content policy forbids inline scripts and data addresses.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // The budget is 500 kB gzipped (bench/page.bench.ts), which this is about three times.
    chunkSizeWarningLimit: 1_500,
  },
})
