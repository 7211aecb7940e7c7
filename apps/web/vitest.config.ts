import { defineConfig } from 'vitest/config';

// Apart from vite.config.ts, so that tests do not run the route generator.
export default defineConfig({
  test: { name: 'web', include: ['src/**/*.test.{ts,tsx}'], exclude: ['**/*.browser.test.tsx'] },
});
