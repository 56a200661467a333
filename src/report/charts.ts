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

/** A whole chart with its labels, for a page that has faces of its own. */
export function chartSvg(chart: Chart): string {
  if (chart.shape === 'days') {
    const labels = [
      label(0, 11, chart.title),
      label(0, dayHeight - 4, chart.points[0]?.label ?? ''),
      label(width, dayHeight - 4, chart.points.at(-1)?.label ?? '', 'end'),
    ]
    return frame(
      width,
      dayHeight,
      [...dayBars(chart.points, width, 16, dayHeight - 18), ...labels],
      chart.title,
    )
  }
  const rows = chart.points.flatMap((point, index) => {
    const y = 14 + index * rowHeight
    return [label(0, y + 4, point.label), ...dots(point, mostOf(chart), labelWidth, width - 10, y)]
  })
  return frame(width, chart.points.length * rowHeight + 6, rows, chart.title)
}

/** Drawings without a word, for the PDF: its words are laid out beside them. */
export const barsSvg = (chart: Chart, wide: number, tall: number): string =>
  frame(wide, tall, dayBars(chart.points, wide, 2, tall - 1), chart.title)

export const dotsSvg = (chart: Chart, point: Point, wide: number): string =>
  frame(wide, 14, dots(point, mostOf(chart), 6, wide - 6, 7), chart.title)

type Point = Chart['points'][number]
const dayHeight = 130
const rowHeight = 22
const labelWidth = 190
const mostOf = (chart: Chart): number =>
  Math.max(0.05, ...chart.points.flatMap(one => [one.value, one.other ?? 0]))

const frame = (wide: number, tall: number, inside: readonly string[], title: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${wide}" height="${tall}" font-size="12" role="img" aria-label="${escapeHtml(title)}">${inside.join('')}</svg>`

const label = (x: number, y: number, words: string, anchor = 'start'): string =>
  `<text class="label" fill="${ink}" x="${fixed(x)}" y="${fixed(y)}" text-anchor="${anchor}">${escapeHtml(words)}</text>`

const line = (x1: number, x2: number, y: number, thick = 1): string =>
  `<line class="base" stroke="${rule}" stroke-width="${thick}" x1="${fixed(x1)}" x2="${fixed(x2)}" y1="${fixed(y)}" y2="${fixed(y)}"/>`

/** One bar a day, between `top` and the base line. */
function dayBars(points: readonly Point[], wide: number, top: number, base: number): string[] {
  const most = Math.max(1, ...points.map(one => one.value))
  const step = wide / Math.max(1, points.length)
  const bars = points.map(({ value }, index) => {
    const tall = (value / most) * (base - top)
    return `<rect class="bar" fill="${hostile}" x="${fixed(index * step + step * 0.08)}" y="${fixed(base - tall)}" width="${fixed(step * 0.84)}" height="${fixed(tall)}"/>`
  })
  return [...bars, line(0, wide, base)]
}

/** Filled this finding, hollow everybody else, on one line. */
function dots({ value, other = 0 }: Point, most: number, left: number, right: number, y: number): string[] {
  const at = (share: number): number => left + (share / most) * (right - left)
  return [
    line(left, right, y),
    line(Math.min(at(other), at(value)), Math.max(at(other), at(value)), y, 3),
    `<circle class="hollow" fill="#ffffff" stroke="${ink}" stroke-width="1.5" cx="${fixed(at(other))}" cy="${y}" r="4.5"/>`,
    `<circle class="bar" fill="${hostile}" cx="${fixed(at(value))}" cy="${y}" r="5"/>`,
  ]
}

/** Two digits, so that no machine's arithmetic shows in the bytes. */
const fixed = (value: number): string => value.toFixed(2)
