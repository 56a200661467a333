/**
 * Charts of the dossier: plain SVG, drawn from an answer's rows and from nothing else. Colours stand as attributes for
 * the PDF; the page's style overrides them by class.
 */
import type { Chart } from '../model/dossier.ts'
import { escapeHtml } from './escape.ts'

const width = 680
const ink = '#4a5d64'
const rule = '#cfd8db'
const hostile = '#a83812'

/** @param font family of the labels: the page has its own, the PDF only what was given to it */
export const chartSvg = (chart: Chart, font: string): string =>
  chart.shape === 'days' ? days(chart, font) : against(chart, font)

function frame(chart: Chart, height: number, font: string, inside: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}" font-size="12" role="img" aria-label="${escapeHtml(chart.title)}">${inside.join('')}</svg>`
}

const label = (x: number, y: number, words: string, anchor = 'start'): string =>
  `<text class="label" fill="${ink}" x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escapeHtml(words)}</text>`

const line = (x1: number, x2: number, y: number, thick = 1): string =>
  `<line class="base" stroke="${rule}" stroke-width="${thick}" x1="${fixed(x1)}" x2="${fixed(x2)}" y1="${fixed(y)}" y2="${fixed(y)}"/>`

/** One bar a day. */
function days(chart: Chart, font: string): string {
  const height = 130
  const most = Math.max(1, ...chart.points.map(one => one.value))
  const step = width / Math.max(1, chart.points.length)
  const bars = chart.points.map(({ value }, index) => {
    const tall = (value / most) * (height - 40)
    return `<rect class="bar" fill="${hostile}" x="${fixed(index * step + step * 0.08)}" y="${fixed(height - 18 - tall)}" width="${fixed(step * 0.84)}" height="${fixed(tall)}"/>`
  })
  return frame(chart, height, font, [
    label(0, 11, chart.title),
    ...bars,
    line(0, width, height - 18),
    label(0, height - 4, chart.points[0]?.label ?? ''),
    label(width, height - 4, chart.points.at(-1)?.label ?? '', 'end'),
  ])
}

/** Two dots a line: filled this finding, hollow everybody else. */
function against(chart: Chart, font: string): string {
  const most = Math.max(0.05, ...chart.points.flatMap(one => [one.value, one.other ?? 0]))
  const left = 190
  const at = (share: number): number => left + (share / most) * (width - left - 10)
  const rows = chart.points.flatMap((one, index) => {
    const y = 14 + index * 22
    const other = one.other ?? 0
    return [
      label(0, y + 4, one.label),
      line(left, width - 10, y),
      line(Math.min(at(other), at(one.value)), Math.max(at(other), at(one.value)), y, 3),
      `<circle class="hollow" fill="#ffffff" stroke="${ink}" stroke-width="1.5" cx="${fixed(at(other))}" cy="${y}" r="4.5"/>`,
      `<circle class="bar" fill="${hostile}" cx="${fixed(at(one.value))}" cy="${y}" r="5"/>`,
    ]
  })
  return frame(chart, chart.points.length * 22 + 6, font, rows)
}

/** Two digits, so that no machine's arithmetic shows in the bytes. */
const fixed = (value: number): string => value.toFixed(2)
