declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  /** pdf.js's other half; it looks for this module under `globalThis.pdfjsWorker`. */
  export const WorkerMessageHandler: unknown
}
