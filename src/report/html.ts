/** Renders a dossier as one HTML file that needs nothing else: no script, no request, no font, no clock. */
import type { Block, Dossier, Piece, Section } from '../model/dossier.ts'
import { chartSvg } from './charts.ts'
import { fill } from './dossier/sheet.ts'
import { named, textsIn } from './dossier/writing.ts'
import { type Html, html, Html as RawHtml } from './escape.ts'
import { wordIn } from './language/words.ts'
import { reportStyle } from './style.ts'

export function renderHtml(dossier: Dossier): string {
  const texts = textsIn[dossier.language]
  const listed = dossier.sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)
  const page = html`<!doctype html>
<html lang="${dossier.language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Stillwatch">
<title>${dossier.finding}: ${dossier.title}</title>
<style>${new RawHtml(reportStyle)}</style>
</head>
<body>
<p class="kicker">${pieces(kicker(dossier))}</p>
<h1>${pieces(dossier.headline)}</h1>
${dossier.sections.slice(0, 1).map(section)}
<nav><ol>${listed}</ol></nav>
${dossier.sections.slice(1).map(section)}
<p class="small">${texts.dossier}</p>
</body>
</html>
`
  return page.text
}

/** What stands over the title: whose dossier it is, and on which traffic it rests. */
export function kicker(dossier: Dossier): Piece[] {
  const texts = textsIn[dossier.language]
  const asOf = dossier.figures.find(
    one => one.from.kind === 'query' && one.from.column === 'as_of' && one.format === 'day',
  )
  const up =
    asOf === undefined
      ? []
      : [
          { kind: 'text' as const, text: ' · ' },
          ...fill(texts.traffic_up_to, { day: { kind: 'figure', id: asOf.id, shown: asOf.shown } }),
        ]
  return [
    { kind: 'text', text: `${texts.dossier} · ${texts[dossier.kind]} ` },
    named(dossier.finding),
    ...up,
    { kind: 'text', text: ` · ${wordIn(dossier.language, dossier.state)}` },
  ]
}

const section = ({ id, title, blocks }: Section): Html =>
  html`<section id="${id}"><h2>${title}</h2>
${blocks.map(one => block(one, id === 'figures'))}</section>`

function block(one: Block, definesFigures: boolean): Html {
  switch (one.kind) {
    case 'paragraph':
      return one.style === 'plain'
        ? html`<p>${pieces(one.line)}</p>`
        : html`<p class="${one.style}">${pieces(one.line)}</p>`
    case 'list':
      return html`<ul>${one.items.map(line => html`<li>${pieces(line)}</li>`)}</ul>`
    case 'heading':
      return one.anchor === undefined
        ? html`<h3>${one.title}</h3>`
        : html`<h3 class="query" id="${one.anchor}">${one.title}</h3>`
    case 'code':
      return html`<pre>${new RawHtml(
        one.text
          .split('\n')
          .map(line => html`${line}`.text)
          .join('\n'),
      )}</pre>`
    case 'chart':
      return html`<figure data-q="${one.query}">${new RawHtml(chartSvg(one))}<figcaption>${pieces(one.caption)}</figcaption></figure>`
    case 'table':
      return table(one, definesFigures)
  }
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>, definesFigures: boolean): Html {
  const side = (index: number): string => (columns[index]?.align === 'right' ? 'n' : 't')
  const cells = (row: (typeof rows)[number]) =>
    row.map((line, index) => html`<td class="${side(index)}">${pieces(line)}</td>`)
  const anchor = (row: (typeof rows)[number]): string => {
    const [first] = row[0] ?? []
    return first?.kind === 'name' ? first.text : ''
  }
  return html`<table><thead><tr>${columns.map(({ title, align }) => html`<th class="${align === 'right' ? 'n' : 't'}">${title}</th>`)}</tr></thead><tbody>
${rows.map(row => (definesFigures ? html`<tr id="${anchor(row)}">${cells(row)}</tr>` : html`<tr>${cells(row)}</tr>`))}
</tbody></table>`
}

const pieces = (line: readonly Piece[]): Html => new RawHtml(line.map(one => piece(one).text).join(''))

function piece(one: Piece): Html {
  switch (one.kind) {
    case 'text':
      return new RawHtml(
        one.text
          .split('\n')
          .map(part => html`${part}`.text)
          .join('<br>'),
      )
    case 'strong':
      return html`<strong>${one.text}</strong>`
    case 'figure':
      return html`<a class="f" href="#${one.id}">${one.shown}</a>`
    case 'name':
      return html`<code>${one.text}</code>`
    case 'quote':
      return html`<q>${one.text}</q>`
  }
}
