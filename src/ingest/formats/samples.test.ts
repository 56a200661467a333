import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountSchema } from '../../model/account.ts'
import { exchangeSchema } from '../../model/exchange.ts'
import type { Format, Parsed } from './format.ts'
import { formats } from './index.ts'

const samples = join(import.meta.dirname, 'samples')

const recordsOf = (path: string): unknown[] => {
  const text = readFileSync(path, 'utf8')
  return path.endsWith('.jsonl')
    ? text
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
    : [JSON.parse(text)]
}

const read = (format: Format, records: readonly unknown[], file: string): Parsed[][] =>
  records.map((record, index) => format.parse(record, { file, line: index + 1 }))

const filesOf = (id: string): string[] =>
  readdirSync(join(samples, id)).filter(name => !name.includes('.expected.'))

describe.each(formats.map(format => [format.id, format] as const))('%s', (id, format) => {
  it.each(filesOf(id))('%s is recognised as this format and no other', name => {
    const records = recordsOf(join(samples, id, name))
    expect(formats.filter(other => other.detect(records)).map(other => other.id)).toEqual([id])
  })

  it.each(filesOf(id))('%s gives the exchanges that are written beside it', async name => {
    const results = read(format, recordsOf(join(samples, id, name)), name)
    await expect(`${JSON.stringify(results, null, 1)}\n`).toMatchFileSnapshot(
      join(samples, id, `${name}.expected.json`),
    )
  })

  it.each(filesOf(id))('%s gives only what the contract allows', name => {
    for (const result of read(format, recordsOf(join(samples, id, name)), name).flat()) {
      if ('exchange' in result) expect(exchangeSchema.safeParse(result.exchange).error).toBeUndefined()
      if ('account' in result) expect(accountSchema.safeParse(result.account).error).toBeUndefined()
    }
  })

  it.each(filesOf(id))(
    '%s read again under another name gives the same, so that nothing is taken twice',
    name => {
      const records = recordsOf(join(samples, id, name))
      expect(read(format, records, 'elsewhere/copy')).toEqual(read(format, records, name))
    },
  )
})

it('samples exist for every format and for nothing else', () => {
  expect(readdirSync(samples).sort()).toEqual(formats.map(format => format.id).sort())
})

it('no exchange carries a mail address as its account or key', () => {
  const taken = formats.flatMap(format =>
    filesOf(format.id).flatMap(name => read(format, recordsOf(join(samples, format.id, name)), name).flat()),
  )
  for (const result of taken)
    if ('exchange' in result) expect(`${result.exchange.account} ${result.exchange.key}`).not.toContain('@')
})
