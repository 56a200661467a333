import type { FindingSummary } from '../../src/model/api.ts'
import { plainText } from '../../src/model/plain-text.ts'
import { setQuery, useQuery } from '../route.tsx'
import { named, t } from '../words.ts'

const sizes = ['10', '100', '1000', '10000'] as const
const certainties = ['0.9', '0.99', '0.999'] as const

/** Filters stand in the address, so that a filtered list can be sent, saved and gone back to. */
export function Filters({ items }: { items: readonly FindingSummary[] }) {
  const query = useQuery()
  const states = [...new Set(items.map(one => one.state))]
  const measures = [...new Set(items.map(one => one.held?.measure ?? 'none'))].sort()
  const capabilities = [...new Set(items.flatMap(one => sought(one)))].sort()
  return (
    <search className="filter">
      <input
        type="search"
        aria-label={t.filters.text}
        placeholder={t.filters.text}
        value={query.get('text') ?? ''}
        spellCheck={false}
        onChange={event => setQuery({ text: event.target.value })}
      />
      <Choice name="state" label={t.filters.state} options={states.map(one => [one, t.states[one]])} />
      <Choice
        name="aim"
        label={t.filters.aim}
        options={capabilities.map(one => [one, named(t.capabilities, one)])}
      />
      <Choice
        name="measure"
        label={t.filters.measure}
        options={measures.map(one => [one, named(t.measures, one)])}
      />
      <Choice
        name="least"
        label={t.filters.least}
        options={sizes.map(one => [one, t.filters.atLeast(one)])}
      />
      <Choice
        name="sure"
        label={t.filters.sure}
        options={certainties.map(one => [one, t.filters.surer(one)])}
      />
    </search>
  )
}

function Choice({
  name,
  label,
  options,
}: {
  name: string
  label: string
  options: readonly (readonly [string, string])[]
}) {
  const query = useQuery()
  return (
    <select
      aria-label={label}
      value={query.get(name) ?? ''}
      onChange={event => setQuery({ [name]: event.target.value })}
    >
      <option value="">{label}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}

const sought = (one: FindingSummary): string[] =>
  one.capabilities
    .filter(item => item.share > item.honest * 1.3 && item.share >= 0.05)
    .map(item => item.capability)

/** Whether a finding passes the filters of an address. */
export function matches(one: FindingSummary, query: URLSearchParams): boolean {
  const text = (query.get('text') ?? '').toLowerCase()
  const state = query.get('state') ?? ''
  const aim = query.get('aim') ?? ''
  const measure = query.get('measure') ?? ''
  return (
    (text === '' || `${one.id} ${plainText(one.name)}`.toLowerCase().includes(text)) &&
    (state === '' || one.state === state) &&
    (measure === '' || (one.held?.measure ?? 'none') === measure) &&
    (aim === '' || sought(one).includes(aim)) &&
    one.accounts >= Number(query.get('least') ?? 0) &&
    one.confidence >= Number(query.get('sure') ?? 0)
  )
}
