import { defineConfig } from "vite";

// The bundle goes where the Python package serves it; the manifest tells the pages the hashed names.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/noria/views/web/static/build",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: "src/main.ts" },
  },
});
