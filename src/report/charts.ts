/** Charts of the report: plain SVG, no script, colours by class from the report's own style. */
import type { Finding } from '../model/finding.ts'
import { type Html, html } from './escape.ts'
import { count, label, percent } from './words.ts'

const width = 680

/** One bar a day. */
export function timelineChart(title: string, days: readonly { day: string; value: number }[]): Html {
  const height = 120
  const most = Math.max(1, ...days.map(one => one.value))
  const step = width / Math.max(1, days.length)
  const bars = days.map((one, index) => {
    const tall = (one.value / most) * (height - 34)
    return html`<rect class="bar" x="${fixed(index * step + step * 0.08)}" y="${fixed(height - 18 - tall)}" width="${fixed(step * 0.84)}" height="${fixed(tall)}"><title>${one.day}: ${count(one.value)}</title></rect>`
  })
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<text x="0" y="11">${title} (most: ${count(most)})</text>
${bars}
<line class="base" x1="0" x2="${width}" y1="${height - 18}" y2="${height - 18}"/>
<text x="0" y="${height - 4}">${days[0]?.day ?? ''}</text><text x="${width}" y="${height - 4}" text-anchor="end">${days.at(-1)?.day ?? ''}</text>
</svg>`
}

/** Each capability: this finding's share beside that of matched honest accounts. */
export function capabilityChart(items: Finding['capabilities']): Html {
  const most = Math.max(0.05, ...items.flatMap(one => [one.share, one.honest]))
  const left = 190
  const at = (share: number) => fixed(left + (share / most) * (width - left - 130))
  const rows = items
    .toSorted((a, b) => b.share - b.honest - (a.share - a.honest))
    .map((one, index) => {
      const y = 14 + index * 24
      return html`<text x="0" y="${y + 4}">${label(one.capability)}</text>
<line class="base" x1="${at(0)}" x2="${at(most)}" y1="${y}" y2="${y}"/><line class="reach" x1="${at(one.honest)}" x2="${at(one.share)}" y1="${y}" y2="${y}"/>
<circle class="honest" cx="${at(one.honest)}" cy="${y}" r="4.5"/><circle class="own" cx="${at(one.share)}" cy="${y}" r="5"/>
<text x="${width}" y="${y + 4}" text-anchor="end">${percent(one.share)} against ${percent(one.honest)}</text>`
    })
  return html`<svg viewBox="0 0 ${width} ${items.length * 24 + 8}" role="img" aria-label="Capabilities against honest use">${rows}</svg>`
}

/** A weight as a length, to the right for, to the left against. */
export function weightBar(weight: number, most: number): Html {
  const zero = 30
  const reach = (Math.abs(weight) / Math.max(0.1, most)) * 120
  const x = weight >= 0 ? zero : Math.max(0, zero - reach)
  return html`<svg class="weight" viewBox="0 0 150 12" aria-hidden="true"><line class="base" x1="${zero}" x2="${zero}" y1="0" y2="12"/><rect class="${weight >= 0 ? 'bar' : 'against'}" x="${fixed(x)}" y="2" width="${fixed(weight >= 0 ? reach : Math.min(reach, zero))}" height="8"/></svg>`
}

/** Two digits, so that no machine's arithmetic shows in the bytes. */
const fixed = (value: number): string => value.toFixed(2)
