import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Prints the words of each page of a PDF as JSON. Runs on Electron's Node: pdf.js needs a newer one than the tests' own. */
const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2]!)) }).promise
const pages: string[] = []
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent()
  pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
}
process.stdout.write(JSON.stringify(pages))
