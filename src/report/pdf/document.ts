/** Turns a dossier's blocks into pdfmake's document: headings with bookmarks, links from each number to its source. */
import type { Content, ContentText, TableCell } from 'pdfmake/interfaces.js'
import type { Block, Chart, Piece, Section } from '../../model/dossier.ts'
import { barsSvg, dotsSvg } from '../charts.ts'
import type { FontBook } from './font-book.ts'

export const mono = 'mono'
const ink2 = '#4a5d64'

type Inline = ContentText & { text: string }
type Look = Partial<Pick<Inline, 'bold' | 'color' | 'fontSize' | 'linkToDestination'>>

/** One text in as many runs as faces are needed. */
export function inlines(book: FontBook, text: string, look: Look = {}, face = book.text): Inline[] {
  return book.runs(text, face).map(run => ({ ...look, text: run.text, font: run.face }))
}

export const line = (book: FontBook, pieces: readonly Piece[]): Inline[] =>
  pieces.flatMap(piece => pieceRuns(book, piece))

function pieceRuns(book: FontBook, piece: Piece): Inline[] {
  switch (piece.kind) {
    case 'text':
      return inlines(book, piece.text)
    case 'strong':
      return inlines(book, piece.text, { bold: true })
    case 'figure':
      return inlines(book, piece.shown, { linkToDestination: piece.id })
    case 'name':
      return inlines(book, piece.text, { fontSize: 8 }, mono)
    case 'quote':
      return inlines(book, piece.text, { color: ink2 })
  }
}

/** A section begins a bookmark; queries in the appendix stand under theirs. */
export function sectionContent(book: FontBook, section: Section, number: number, breaks: boolean): Content[] {
  const title = {
    text: inlines(book, `${number}  ${section.title}`, { bold: true }),
    fontSize: 13,
    margin: [0, breaks ? 0 : 18, 0, 6],
    // Prefixed: pdfmake keeps ids on an array, where `values` and its like are taken.
    id: `s-${section.id}`,
    outline: true,
    outlineText: section.title,
  } as unknown as Content
  const [first, ...rest] = section.blocks.map(block => blockContent(book, block, section.id === 'figures'))
  if (first === undefined) return [title]
  // A heading alone at the foot of a page says nothing; a long table must be allowed to break.
  const isLong = section.blocks[0]?.kind === 'table'
  return isLong
    ? [{ stack: [title], ...(breaks && { pageBreak: 'before' }) }, first, ...rest]
    : [{ stack: [title, first], unbreakable: true, ...(breaks && { pageBreak: 'before' }) }, ...rest]
}

function blockContent(book: FontBook, block: Block, definesFigures: boolean): Content {
  switch (block.kind) {
    case 'paragraph':
      return {
        text: line(book, block.line),
        fontSize: { lead: 12, plain: 10, small: 8.5 }[block.style],
        margin: [0, 0, 0, 6],
        ...(block.style === 'small' && { color: ink2 }),
      }
    case 'list':
      return {
        ul: block.items.map(item => ({ text: line(book, item), margin: [0, 0, 0, 3] })),
        margin: [0, 0, 0, 6],
      }
    case 'heading':
      return heading(book, block.title, block.anchor)
    case 'code':
      return {
        text: inlines(book, block.text, { fontSize: 7 }, mono),
        preserveLeadingSpaces: true,
        margin: [8, 0, 0, 4],
      }
    case 'chart':
      return chart(book, block)
    case 'table':
      return table(book, block, definesFigures)
  }
}

const drawn = (svg: string, margin: [number, number, number, number]): Content => ({ svg, margin })

function chart(book: FontBook, block: Chart): Content {
  const small = (text: string, alignment: 'left' | 'right' = 'left'): Content => ({
    text: inlines(book, text),
    fontSize: 8.5,
    color: ink2,
    alignment,
  })
  const drawing: Content[] =
    block.shape === 'days'
      ? [
          small(block.title),
          drawn(barsSvg(block, 483, 88), [0, 2, 0, 0]),
          {
            columns: [small(block.points[0]?.label ?? ''), small(block.points.at(-1)?.label ?? '', 'right')],
          },
        ]
      : [
          {
            table: {
              widths: [130, '*'],
              body: block.points.map(point => [
                small(point.label),
                drawn(dotsSvg(block, point, 340), [0, 0, 0, 0]),
              ]),
            },
            layout: 'noBorders',
          },
        ]
  const caption: Content = {
    text: line(book, block.caption),
    fontSize: 8.5,
    color: ink2,
    margin: [0, 3, 0, 0],
  }
  return { stack: [...drawing, caption], unbreakable: true, margin: [0, 4, 0, 8] }
}

const heading = (book: FontBook, title: string, anchor: string | undefined): Content =>
  ({
    text: inlines(book, title, { bold: true }),
    fontSize: 10.5,
    margin: [0, 8, 0, 4],
    ...(anchor !== undefined && {
      id: anchor,
      outline: true,
      outlineText: title,
      outlineParentId: 's-queries',
    }),
  }) as unknown as Content

function table(
  book: FontBook,
  { columns, rows }: Extract<Block, { kind: 'table' }>,
  definesFigures: boolean,
): Content {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const cell = (pieces: readonly Piece[], column: number, extra: object = {}): TableCell => ({
    text: line(book, pieces),
    alignment: columns[column]?.align ?? 'left',
    ...extra,
  })
  const head = columns.map(
    (column, index): TableCell => ({
      text: inlines(book, column.title),
      color: ink2,
      alignment: columns[index]?.align ?? 'left',
    }),
  )
  const body = rows.map(row =>
    row.map((pieces, column) => {
      const [first] = pieces
      const isAnchor = definesFigures && column === 0 && first?.kind === 'name'
      return cell(pieces, column, isAnchor ? { id: first.text } : {})
    }),
  )
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: rows.length < 200,
      widths: columns.map(column => `${((column.width / total) * 100).toFixed(2)}%`),
      body: [head, ...body],
    },
    layout: 'lines',
    fontSize: columns.length > 5 ? 7.5 : 8.5,
    margin: [0, 2, 0, 8],
  }
}
