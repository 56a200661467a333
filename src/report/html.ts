/** Renders a dossier as one HTML file that needs nothing else: no script, no request, no font, no clock. */
import { capabilityChart, timelineChart, weightBar } from './charts.ts'
import type { Dossier } from './dossier.ts'
import { type Html, html, Html as RawHtml } from './escape.ts'
import { familyWords } from './families.ts'
import { reportStyle } from './style.ts'
import { about, count, date, label, list, percent } from './words.ts'

/** Accounts shown by name; the export has all of them. */
const shownMembers = 25

export function renderHtml(dossier: Dossier): string {
  const { finding, run, story, method } = dossier
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="Stillwatch ${run.version}">
<title>${finding.id}: ${story.headline}</title>
<style>${new RawHtml(reportStyle)}</style>
</head>
<body>
<p class="kicker">Stillwatch dossier · ${finding.kind} ${finding.id} · traffic up to ${date(run.as_of)} · ${finding.state}</p>
<h1>${story.headline}</h1>
${facts(dossier)}
<h2>What happened</h2>
${paragraphs(story.summary, 'lead')}
<figure>${timelineChart(
    'Exchanges a day',
    finding.timeline.map(one => ({ day: one.day, value: one.exchanges })),
  )}</figure>
<figure>${timelineChart(
    'Active accounts a day',
    finding.timeline.map(one => ({ day: one.day, value: one.accounts })),
  )}</figure>
<h2>What they were after</h2>
<p>${story.purpose}</p>
<figure>${capabilityChart(finding.capabilities)}<figcaption>Share of exchanges: filled, this ${finding.kind}; hollow, matched honest accounts.</figcaption></figure>
<h2>How sure this is</h2>
${paragraphs(story.confidence)}
<h2>Evidence</h2>
${evidence(dossier)}
${alternatives(dossier)}
<h2>Method</h2>
${paragraphs(method)}
${ran(dossier)}
<h2>Limits</h2>
<ul>${story.limits.map(text => html`<li>${text}</li>`)}</ul>
<h2>Context, not evidence</h2>
${context(dossier)}
<h2>Members</h2>
${members(dossier)}
<h2>Appendix: how to check every number</h2>
${appendix(dossier)}
</body>
</html>
`
  return page.text
}

const paragraphs = (texts: readonly string[], style = ''): Html[] =>
  texts.map((text, index) =>
    index === 0 && style !== '' ? html`<p class="${style}">${text}</p>` : html`<p>${text}</p>`,
  )

function facts({ finding }: Dossier): Html {
  const items: [string, string][] = [
    ['Accounts', count(finding.accounts)],
    ['Exchanges', count(finding.exchanges)],
    ['First exchange', date(finding.first)],
    ['Last exchange', date(finding.last)],
    ['Tokens of answers', about(finding.output_tokens)],
    ['Tokens of requests', about(finding.input_tokens)],
  ]
  return html`<dl class="facts">${items.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function evidence({ finding, story }: Dossier): Html[] {
  const most = Math.max(1, ...finding.evidence.map(one => Math.abs(one.weight)))
  const total = (question: string, value: number) =>
    html`<p>${question}: ${signed(value)} nats in all, after caps and dependence.</p>`
  const heading = (family: (typeof story.families)[number]) =>
    html`<tr class="family"><th>${family.title} <span class="innocent">(${family.question})</span></th><td></td><td></td></tr>`
  const row = (one: (typeof story.families)[number]['evidence'][number]) =>
    html`<tr><td>${one.detail}<br><span class="innocent">Innocent explanation: ${one.innocent}</span></td><td class="n">${signed(one.weight)}<br><span class="innocent">${one.times}</span></td><td>${weightBar(one.weight, most)}</td></tr>`
  return [
    html`<p>Weights are in nats: +2.3 is ten times likelier, +4.6 a hundred. Each piece stands beside who else leaves the same trace. Pieces depend on each other and are capped, so together they weigh less than their sum.</p>
<table><thead><tr><th>What was seen</th><th class="n">Weight</th><th></th></tr></thead>
${story.families.map(family => html`<tbody>${heading(family)}${family.evidence.map(row)}</tbody>`)}
</table>`,
    total('Run by one hand', finding.same_hand),
    total('Extracting', finding.purpose),
    ...story.silent.map(one => html`<p class="small">${one.title} ${one.note}.</p>`),
  ]
}

function alternatives({ story }: Dossier): Html[] {
  if (story.alternatives.length === 0) return []
  return [
    html`<h2>Alternatives considered</h2>
<p>Each innocent explanation is granted every family it would leave traces in. What it cannot account for remains.</p>
<table><thead><tr><th>Explanation</th><th class="n">Accounts for</th><th class="n">Remains</th><th>Answer</th></tr></thead><tbody>
${story.alternatives.map(
  one =>
    html`<tr><td>${one.explanation}</td><td class="n">${one.explains.toFixed(1)}</td><td class="n">${one.remains.toFixed(1)}</td><td>${one.answer}</td></tr>`,
)}
</tbody></table>`,
  ]
}

function ran({ run }: Dossier): Html {
  const families = [...new Set(run.signals.map(one => one.family))]
  return html`<p>The run looked at ${count(run.exchanges)} exchanges of ${count(run.accounts)} accounts, named ${count(run.campaigns)} campaigns and left ${count(run.groups)} coordinated groups alone.</p>
<table><thead><tr><th>Source</th><th class="n">Known for</th><th>Meaning</th></tr></thead><tbody>
${run.sources.map(one => html`<tr><td>${one.source}</td><td class="n">${percent(one.coverage)}</td><td>${one.note}</td></tr>`)}
</tbody></table>
<ul>${families.map(family => html`<li>${familyWords[family].title}: ${list(run.signals.filter(one => one.family === family).map(one => label(one.signal)))}.</li>`)}</ul>`
}

function context({ finding }: Dossier): Html {
  const part = (items: readonly (readonly [string, number])[]): string => {
    const total = items.reduce((sum, [, value]) => sum + value, 0) || 1
    return items.length === 0
      ? 'not known'
      : items
          .slice(0, 12)
          .map(([name, value]) => `${name || 'not known'} ${percent(value / total)}`)
          .join(', ')
  }
  return html`<table><tbody>
<tr><td>Models</td><td>${part(finding.models.map(one => [one.model, one.exchanges]))}</td></tr>
<tr><td>Networks</td><td>${part(finding.networks.map(one => [one.kind, one.accounts]))}</td></tr>
<tr><td>Countries</td><td>${part(finding.countries.map(one => [one.country, one.accounts]))}</td></tr>
</tbody></table>`
}

function members({ finding, members: held }: Dossier): Html {
  return html`<p>The ${count(Math.min(shownMembers, held.length))} surest of ${count(finding.accounts)}. The export of members lists all of them with their evidence.</p>
<table><thead><tr><th>Account</th><th class="n">Probability</th><th class="n">Exchanges</th><th>Named since</th><th>Strongest evidence</th></tr></thead><tbody>
${held.slice(0, shownMembers).map(one => {
  const [first] = one.evidence.toSorted((a, b) => b.weight - a.weight)
  return html`<tr><td class="w"><code>${one.account}</code></td><td class="n">${one.probability.toFixed(4)}</td><td class="n">${count(one.exchanges)}</td><td class="w">${one.since.slice(0, 10)}</td><td>${first?.detail ?? ''}</td></tr>`
})}
</tbody></table>`
}

function appendix({ appendix: { numbers, queries } }: Dossier): Html {
  return html`<p>Each number below was stored when the finding was named, and counted again from the exchanges when this dossier was made. They differ when members’ exchanges were added or have expired since.</p>
<table><thead><tr><th>Number</th><th class="n">Stored</th><th class="n">Counted again</th><th>Query</th></tr></thead><tbody>
${numbers.map(one => html`<tr><td>${one.what}</td><td class="n">${one.stored}</td><td class="n">${one.now}</td><td><code>${one.query}</code></td></tr>`)}
</tbody></table>
${queries.map(
  one =>
    html`<h3>${one.name}</h3><p class="small">${Object.entries(one.params)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', ')}</p><pre>${new RawHtml(lines(one.sql))}</pre>`,
)}`
}

/** SQL is ours, yet escaped all the same; only its line breaks are kept. */
const lines = (sql: string): string =>
  sql
    .trimEnd()
    .split('\n')
    .map(line => html`${line}`.text)
    .join('\n')

/** With a true minus, so that columns align. */
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
