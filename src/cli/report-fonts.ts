/** Finds the faces of the PDF: copied beside the program by the build, or in the package when run from source. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../errors.ts'
import type { Language } from '../model/dossier.ts'
import { type FontBook, makeFontBook } from '../report/pdf/font-book.ts'
import { unwrapWoff } from '../report/pdf/woff.ts'

/** Package, subset, and what the subset is called in the PDF. */
const faces = [
  { name: 'latin', package: '@fontsource/noto-sans', stem: 'noto-sans-latin', bold: '700' },
  { name: 'mono', package: '@fontsource/ibm-plex-mono', stem: 'ibm-plex-mono-latin', bold: '500' },
  {
    name: 'chinese',
    package: '@fontsource/noto-sans-sc',
    stem: 'noto-sans-sc-chinese-simplified',
    bold: '700',
  },
] as const

/** Every file the PDF needs, as [package, file]: what the build copies. */
export const fontFiles: readonly (readonly [string, string])[] = faces.flatMap(face =>
  ['400', face.bold].map(weight => [face.package, `${face.stem}-${weight}-normal.woff`] as const),
)

export function loadFonts(language: Language): FontBook {
  return makeFontBook(
    faces.map(face => ({
      name: face.name,
      normal: unwrapWoff(read(face.package, `${face.stem}-400-normal.woff`)),
      bold: unwrapWoff(read(face.package, `${face.stem}-${face.bold}-normal.woff`)),
    })),
    language === 'zh' ? 'chinese' : 'latin',
  )
}

function read(from: string, file: string): Uint8Array {
  const copied = fileURLToPath(new URL(`../fonts/${file}`, import.meta.url))
  if (existsSync(copied)) return readFileSync(copied)
  try {
    return readFileSync(join(fontFolder(from), file))
  } catch (cause) {
    throw new AppError(
      'missing',
      'report/no-fonts',
      'the type faces of the PDF are missing: build the program',
      {
        cause,
      },
    )
  }
}

export const fontFolder = (name: string): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'files')
