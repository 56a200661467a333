/** The built page from memory: read once, so no request path ever reaches the file system. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export interface PageFile {
  body: Uint8Array<ArrayBuffer>
  type: string
  /** Named by its content, so it never changes. */
  immutable: boolean
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Files by address; empty when the page was not built. */
export function readPage(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>()
  for (const path of walk(folder)) {
    const type = types[extname(path)]
    if (type === undefined) continue
    const address = `/${relative(folder, path).split(sep).join('/')}`
    files.set(address, {
      body: new Uint8Array(readFileSync(path)),
      type,
      immutable: address.startsWith('/assets/'),
    })
  }
  return files
}

function walk(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap(entry => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]))
}

/** Views of the page; each has an address of its own and is answered with the same document. */
const views = /^\/(campaigns|groups|accounts|signals|review|appeals|compare|audit|settings)?(\/[^/]+)?\/?$/

/** The file for an address: itself, or the document when the address is a view. */
export function pageFile(files: ReadonlyMap<string, PageFile>, address: string): PageFile | undefined {
  return files.get(address) ?? (views.test(address) ? files.get('/index.html') : undefined)
}
