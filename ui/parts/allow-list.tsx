import { useId, useState } from 'react'
import type { Allowed } from '../../src/model/page.ts'
import { instant } from '../format.ts'
import { t } from '../words.ts'
import { ActForm, Choice } from './act-form.tsx'
import { DataTable } from './data-table.tsx'
import { Name } from './name.tsx'

/** Who is never touched, by no list, rule or campaign. */
export function AllowList({ items }: { items: readonly Allowed[] }) {
  return (
    <>
      <DataTable<Allowed>
        name={t.settings.allow}
        keyOf={one => `${one.kind} ${one.value}`}
        rows={items}
        columns={[
          { id: 'kind', title: t.words.kind, value: one => one.kind, show: one => t.allow.kinds[one.kind] },
          {
            id: 'value',
            title: t.words.name,
            value: one => one.value,
            show: one => <Name text={one.value} mono />,
          },
          {
            id: 'reason',
            title: t.act.reason,
            isWide: true,
            value: one => one.reason,
            show: one => <Name text={one.reason} />,
          },
          {
            id: 'until',
            title: t.allow.until,
            value: one => one.until,
            show: one => (one.until === '' ? t.allow.forGood : instant(one.until)),
          },
          {
            id: 'act',
            title: t.queue.word,
            value: () => '',
            show: one => (
              <ActForm
                title={t.allow.remove}
                path="/v1/allow-list/remove"
                body={() => ({ kind: one.kind, value: one.value })}
              />
            ),
          },
        ]}
      />
      <div className="acts">
        <Add />
      </div>
    </>
  )
}

function Add() {
  const [kind, setKind] = useState<Allowed['kind']>('account')
  const [value, setValue] = useState('')
  const field = useId()
  return (
    <ActForm title={t.allow.add} path="/v1/allow-list" body={() => ({ kind, value: value.trim() })}>
      <Choice
        label={t.words.kind}
        value={kind}
        options={(['account', 'organization', 'key'] as const).map(one => [one, t.allow.kinds[one]] as const)}
        onChange={setKind}
      />
      <label htmlFor={field}>
        <span>{t.words.name}</span>
        <input
          id={field}
          required
          maxLength={256}
          value={value}
          onChange={event => setValue(event.target.value)}
        />
      </label>
    </ActForm>
  )
}
