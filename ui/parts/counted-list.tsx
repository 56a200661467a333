import { count } from '../format.ts'
import { t } from '../words.ts'
import { DataTable } from './data-table.tsx'
import { Name } from './name.tsx'

interface CountedListProps {
  /** Names the file it is saved as. */
  name: string
  title: string
  items: readonly { name: string; accounts: number }[]
}

/** A value and how many members have it. */
export function CountedList({ name, title, items }: CountedListProps) {
  return (
    <div>
      <h3>{title}</h3>
      <DataTable
        name={name}
        keyOf={one => one.name}
        rows={items}
        empty={t.unknown}
        columns={[
          {
            id: 'name',
            title: t.words.name,
            value: one => one.name,
            show: one => <Name text={one.name === '' ? t.unknown : one.name} />,
          },
          {
            id: 'accounts',
            title: t.words.members,
            isNumber: true,
            value: one => one.accounts,
            show: one => count(one.accounts),
          },
        ]}
      />
    </div>
  )
}
