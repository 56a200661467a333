/**
 * A process that appends for as long as it lives and prints each batch once it is acknowledged, to be killed.
 * Usage: tsx store-writer.ts DATA
 */
import { openStore } from '../../src/store/open.ts'

const [data = ''] = process.argv.slice(2)
const store = await openStore({ data })
for (let batch = 0; ; batch++) {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    id: `${batch}-${i}`,
    time: '2026-03-01T00:00:00Z',
    account: `account-${i}`,
    model: 'm',
    key: `batch-${batch}`,
  }))
  await store.append('exchanges', `batch-${batch}`, rows)
  // A write to a pipe is handed to the kernel at once, so what was printed had been stored.
  process.stdout.write(`${batch}\n`)
}
