import { useId, useState } from 'react'
import type { ContainmentRules } from '../../src/model/containment-rules.ts'
import { named, t } from '../words.ts'
import { ActForm, Choice } from './act-form.tsx'
import { DataTable } from './data-table.tsx'

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** As a person reads it: `watch 0.5, limit 0.8`. */
function readable(value: unknown): string {
  if (Array.isArray(value)) return value.map(readable).join('; ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([name, own]) => `${name} ${readable(own)}`)
    .join(', ')
}

/** Bounds of containment. Changing one is an act: checked by the service before it holds, and logged. */
export function Rules({ rules }: { rules: ContainmentRules }) {
  const rows = Object.entries(rules)
  return (
    <>
      <DataTable
        name={t.settings.rules}
        keyOf={([name]) => name}
        rows={rows}
        columns={[
          {
            id: 'rule',
            title: t.settings.rule,
            value: ([name]) => name,
            show: ([name]) => (
              <>
                {named(t.rules, name)}
                <span className="under mono">{name}</span>
              </>
            ),
          },
          {
            id: 'value',
            title: t.settings.value,
            className: 'rule-value',
            value: ([, value]) => written(value),
            show: ([, value]) => <span className="mono">{readable(value) || t.settings.empty}</span>,
          },
        ]}
      />
      <div className="acts">
        <Change rows={rows} />
      </div>
    </>
  )
}

function Change({ rows }: { rows: readonly (readonly [string, unknown])[] }) {
  const [name, setName] = useState(rows[0]?.[0] ?? '')
  const current = written(rows.find(([one]) => one === name)?.[1] ?? '')
  const [value, setValue] = useState(current)
  const field = useId()
  return (
    <ActForm
      title={t.settings.change}
      path="/v1/containment-rules"
      method="PUT"
      body={() => ({ rules: { [name]: parsed(value) } })}
    >
      <Choice
        label={t.settings.rule}
        value={name}
        options={rows.map(([one]) => [one, `${named(t.rules, one)} (${one})`] as const)}
        onChange={next => {
          setName(next)
          setValue(written(rows.find(([one]) => one === next)?.[1] ?? ''))
        }}
      />
      <label htmlFor={field}>
        <span>{t.settings.value}</span>
        <textarea
          id={field}
          className="mono"
          rows={2}
          value={value}
          onChange={event => setValue(event.target.value)}
        />
      </label>
    </ActForm>
  )
}

/** Numbers and lists are written as JSON; what is none is a text. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
