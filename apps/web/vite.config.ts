import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Libraries of every page. Base UI stays with the dialogs that use it, the virtual list with the lists. */
const vendorParts =
  /node_modules\/(react|react-dom|scheduler|@tanstack\/(?!react-virtual|virtual-core)[\w-]+|i18next|react-i18next|use-sync-external-store)\//;

/** Our own parts of every page. What only dialogs and the command palette need is left to them. */
const sharedParts: readonly RegExp[] = [
  /\/(api-contract\/src|link-model\/src\/[a-z]+)\/(?!account-|connection-routes|grant-|roles|operation|index|locate|target-|sequence-diff|formats|judge-|forecast|suggest-|findings|draft|undo|state-token|key-order|text-encoding|format-)/,
  /\/oss-protocol\/src\/rules\/(?!tagging|restore|lifecycle|endpoint|header|http|object-acl|user-|symlink|storage|bucket)/,
  /\/src\/(shared\/(access|api|lib|hooks)|app)\/(?!find-denial|writes-of-undo|no-access-page|call-account|endpoint-host|copy-texts|last-write|format-time|link-settings|ossutil-place|use-debounced|use-made-plan|use-press-lock|use-copy|use-soon-forecast|use-typed-text|header-names)[\w-]+\.tsx?$/,
  /\/src\/shared\/ui\/(button|control-class|empty-state|failed-state|health-glyph|icon|kbd|key-text|size|skeleton|time|toast|visible-text)\.tsx?$/,
  // Routes, questions to the server and hooks of the list are a few lines each: files of their own would cost more than they hold.
  /\/src\/routes\/(?!-scan-slot|-upload-window|-write-dialog-window|-selection-slot|-links-selection-slot|-plan-dialogs|-selected-links-dialog)[\w.$-]+\.tsx$/,
  /\/src\/shared\/queries\/(?!account-|audit-|preview-|key-|scan-queries|index-key-|outcome-|refresh-|plan-|change-count-)[\w-]+\.ts$/,
  /\/src\/features\/browser\/components\/use-(page-facts|resolved-link)\.ts$/,
];

/** What the lists share: virtual rows, and columns that the reader sets. */
const gridParts =
  /\/(node_modules\/(\.pnpm\/[^/]+\/node_modules\/)?@tanstack\/(react-virtual|virtual-core)\/|src\/(shared\/ui\/(virtual-grid|grid-row|grid-handlers|use-active-row|row-menu-button|value-name|mark-checkbox|parts\/(column-(head|layout|resizer|store)|use-columns|mark-all))|features\/browser\/components\/grid-columns)\.tsx?)/;

/** What dialogs and panels share of ours, but for the windows and lists, which have libraries of their own. */
const smallParts =
  /\/src\/(shared\/(ui\/(change-outcome|choice|code-box|copy-button|dialog-presses|key-diff|key-field|last-seen-text|plans-on-key|problem-facts|text-field|text-skeleton)|lib\/(copy-texts|endpoint-host|format-time|last-write|ossutil-place)|hooks\/use-(copy|debounced|made-plan|press-lock)|queries\/(index-key|key|outcome|plan-key|refresh)-[\w-]+)|text\/(locate|target-)[\w-]*)\.tsx?$/;

/** The pages that most visits begin with. */
const firstPages = /\/c\._connection\.(index|b\._bucket)-/;

// eslint-disable-next-line import/no-default-export -- Vite reads the default export
export default defineConfig({
  // One build for every base path: files name each other relatively, and the server writes the path into the page.
  base: './',
  plugins: [
    tanstackRouter({
      target: 'react',
      // Without extensions the generated imports do not resolve and every route type silently becomes any.
      addExtensions: true,
      autoCodeSplitting: true,
      quoteStyle: 'single',
      semicolons: true,
      routesDirectory: './src/routes',
      generatedRouteTree: './src/routeTree.gen.ts',
      routeFileIgnorePattern: '\\.test\\.tsx?$',
    }),
    react(),
    tailwindcss(),
  ],
  resolve: {
    // React has the hook itself since 18: the copy for older ones is part of the first load else.
    alias: [{ find: /^use-sync-external-store\/shim(\/index\.js)?$/, replacement: 'react' }],
  },
  build: {
    outDir: 'dist',
    target: ['chrome125', 'firefox128', 'safari18'],
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Each file that a part needs is named in the first load: only Home and a folder have theirs fetched at once with
      // them. Other parts ask for theirs when they arrive. Styles have no other way in.
      resolveDependencies: (file, needed, { hostType }) => {
        if (hostType === 'html') return needed;
        const wanted = firstPages.test(file) ? /^(?!.*\/(vendor|shared|rolldown-runtime)-)/ : /\.css$/;
        return needed.filter((name) => wanted.test(name));
      },
    },
    rolldownOptions: {
      // The console, and sign-in with accounts, which loads nothing of it.
      input: ['index.html', 'account.html'],
      // No getter of ours or of a library does anything but answer.
      treeshake: { propertyReadSideEffects: false },
      output: {
        // Names of parts are a good deal of the first load, and a hash does not compress: seven of 64 signs tell builds apart.
        chunkFileNames: 'assets/[name]-[hash:7].js',
        codeSplitting: {
          groups: [
            // What every page needs, in two files instead of thirty.
            {
              name: 'vendor',
              test: vendorParts,
              priority: 2,
            },
            {
              name: 'shared',
              test: (id: string) => sharedParts.some((part) => part.test(id)),
              priority: 1,
            },
            { name: 'grid', test: gridParts, priority: 1 },
            // The first load names every file that a part needs: small ones that several parts share are one.
            { name: 'parts', test: smallParts },
            {
              name: 'restored',
              test: /\/(shared\/ui\/restore-progress|rules\/restore-(state|terms))\.tsx?$/,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: false,
    proxy: { '/api': 'http://127.0.0.1:7070' },
  },
});
