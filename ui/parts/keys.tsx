import type { KeysView } from '../../src/model/page.ts'
import { longDay } from '../format.ts'
import { named, t } from '../words.ts'
import { Part } from './answered.tsx'
import { DataTable } from './data-table.tsx'
import { Name } from './name.tsx'
import { Section } from './section.tsx'

type Token = KeysView['tokens'][number]

/** Who may come in, and what sketches and signs: names alone, since no secret ever reaches the page. */
export const Keys = () => (
  <Section id="keys" title={t.keys.title} note={t.keys.note}>
    <Part<KeysView> path="/v1/keys">{keys => <Shown keys={keys} />}</Part>
  </Section>
)

function Shown({ keys }: { keys: KeysView }) {
  return (
    <>
      <p>
        {keys.guarded ? t.keys.guarded : t.keys.open} {keys.people && t.keys.people}
      </p>
      <DataTable<Token>
        name={t.keys.tokens}
        keyOf={one => one.id}
        rows={keys.tokens}
        empty={t.keys.none}
        columns={[
          {
            id: 'name',
            title: t.words.name,
            value: one => one.name,
            show: one => (
              <>
                <Name text={one.name} />
                <span className="under mono">{one.id}</span>
              </>
            ),
          },
          {
            id: 'roles',
            title: t.keys.roles,
            value: one => one.roles.join(' '),
            show: one => one.roles.map(role => named(t.keys.roleNames, role)).join(t.comma),
          },
          {
            id: 'created',
            title: t.keys.created,
            isWide: true,
            value: one => one.created,
            show: one => longDay(one.created),
          },
          {
            id: 'expires',
            title: t.keys.expires,
            value: one => one.expires,
            show: one => (
              <span className={one.current ? undefined : 'warn'}>
                {one.expires === '' ? t.keys.never : longDay(one.expires)}
                {!one.current && ` (${t.keys.expired})`}
              </span>
            ),
          },
        ]}
      />
      <p className="note">
        {t.keys.how} <code>stillwatch token add NAME --role read</code>
      </p>
      <dl className="facts">
        <div>
          <dt>{t.keys.sketch}</dt>
          <dd className="mono">{keys.sketch}</dd>
        </div>
        <div>
          <dt>{t.keys.signing}</dt>
          {keys.signing === '' ? <dd>{t.keys.notYet}</dd> : <dd className="mono">{keys.signing}</dd>}
        </div>
      </dl>
    </>
  )
}
