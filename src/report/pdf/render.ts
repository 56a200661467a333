/** The dossier as PDF: selectable text, bookmarks, vector charts; no browser, no clock, the same bytes each time. */
import pdfmake from 'pdfmake'
import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Dossier } from '../../model/dossier.ts'
import { textsIn } from '../dossier/writing.ts'
import { kicker } from '../html.ts'
import { inlines, line, sectionContent } from './document.ts'
import type { Face, FontBook } from './font-book.ts'

const lines: CustomTableLayout = {
  hLineWidth: row => (row === 1 ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: row => (row === 1 ? '#4a5d64' : '#cfd8db'),
  paddingLeft: column => (column === 0 ? 0 : 5),
  paddingRight: () => 3,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
}

/** Sections that a reader turns to by themselves. */
const beginsPage: ReadonlySet<string> = new Set(['sure', 'values', 'figures', 'queries'])

export async function renderPdf(dossier: Dossier, book: FontBook): Promise<Uint8Array> {
  // Nothing is ever fetched: every face is handed over, and there are no images.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy(() => false)
  pdfmake.setTableLayouts({ lines })
  pdfmake.setFonts(Object.fromEntries(book.faces.map(fontOf)))
  return new Uint8Array(await pdfmake.createPdf(definition(dossier, book)).getBuffer())
}

/** Its types leave out what its documentation names. */
const memory = (
  pdfmake as unknown as { virtualfs: { writeFileSync(name: string, bytes: Buffer, options: object): void } }
).virtualfs

/** pdfmake takes faces by name from a file system of its own, in memory. */
function fontOf({ name, normal, bold }: Face): [string, Record<string, string>] {
  const files = { normal: `${name}-normal`, bold: `${name}-bold` }
  memory.writeFileSync(files.normal, Buffer.from(normal), {})
  memory.writeFileSync(files.bold, Buffer.from(bold), {})
  return [name, { ...files, italics: files.normal, bolditalics: files.bold }]
}

function definition(dossier: Dossier, book: FontBook): TDocumentDefinitions {
  const texts = textsIn[dossier.language]
  const [first, ...rest] = dossier.sections
  const content: Content[] = [
    { text: line(book, kicker(dossier)), fontSize: 8.5, color: '#4a5d64', margin: [0, 0, 0, 4] },
    { text: line(book, dossier.headline), fontSize: 18, bold: true, margin: [0, 0, 0, 2] },
    ...(first === undefined ? [] : sectionContent(book, first, 1, false)),
    ...rest.flatMap((section, index) => sectionContent(book, section, index + 2, beginsPage.has(section.id))),
  ]
  // Event time: a dossier of the same records is the same whenever it is printed.
  const at = new Date(dossier.as_of)
  return {
    pageSize: 'A4',
    pageMargins: [56, 50, 56, 54],
    info: {
      title: `${dossier.finding}: ${dossier.title}`,
      creator: 'Stillwatch',
      producer: 'Stillwatch',
      creationDate: at,
      modDate: at,
    },
    language: dossier.language === 'zh' ? 'zh-Hans' : 'en',
    displayTitle: true,
    defaultStyle: { font: book.text, fontSize: 10, lineHeight: 1.25, color: '#12242a' },
    footer: (page, pages) => ({
      columns: [
        { text: inlines(book, `${texts.dossier} · ${dossier.finding}`), alignment: 'left' },
        { text: inlines(book, `${page} / ${pages}`), alignment: 'right' },
      ],
      fontSize: 7.5,
      color: '#4a5d64',
      margin: [56, 18, 56, 0],
    }),
    content,
  } as TDocumentDefinitions
}
