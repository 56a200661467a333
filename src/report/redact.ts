/**
 * A dossier for readers outside the provider: accounts become keyed pseudonyms, and values that could lead to a person or
 * an organisation are withheld. Counts stay as they are, so that everything that is shown can still be recomputed by
 * whoever holds the store and the key.
 */
import { createHmac, type KeyObject } from 'node:crypto'
import type { Answer, Cell } from '../model/dossier.ts'

/** What a redacted dossier says on its first page that it lacks, in this order. */
export const withheldKinds = [
  'accounts',
  'addresses',
  'mail',
  'payment',
  'referrals',
  'devices',
  'sessions',
  'clients',
  'file-names',
] as const
export type WithheldKind = (typeof withheldKinds)[number]

/** What each signal's values would tell an outsider. One that is not named here is withheld as well. */
const valueKinds: Readonly<Record<string, WithheldKind>> = {
  'shared-address': 'addresses',
  'shared-prefix': 'addresses',
  'signup-address': 'addresses',
  'mail-domain': 'mail',
  'mail-shape': 'mail',
  'shared-instrument': 'payment',
  'card-range': 'payment',
  'referral-code': 'referrals',
  'shared-device': 'devices',
  'signup-device': 'devices',
  'travelling-session': 'sessions',
  'client-bundle': 'clients',
}

/** Values that are keyed hashes of texts, or a day: they lead to nobody without the provider's key. */
const harmless: ReadonlySet<string> = new Set([
  'near-duplicate',
  'parameter-profile',
  'shared-system-prompt',
  'shared-template',
  'shared-toolset',
  'signup-day',
])

/** In place of a value in a sentence of evidence; the Chinese telling knows it. */
export const withheldValue = 'a value that is withheld'

/** The only two forms in which evidence names a value. */
const naming = [
  /^(\d+ of \d+ members agree on ).+(; \d+ of \d+ other accounts have it)$/s,
  /^().+(: shared with \d+ other members; \d+ of \d+ other accounts have it)$/s,
]

export interface Redactor {
  /** The same account and finding give the same pseudonym; two findings give two, so that dossiers cannot be joined. */
  pseudonym(kind: 'account' | 'value', text: string): string
}

/** @param finding id: pseudonyms hold within the dossiers of one finding */
export function redactorOf(key: KeyObject, finding: string): Redactor {
  const secret = createHmac('sha256', key.export({ type: 'pkcs8', format: 'der' }))
    .update('stillwatch redaction 1')
    .digest()
  return {
    pseudonym: (kind, text) => {
      const mac = createHmac('sha256', secret).update(JSON.stringify([finding, kind, text]))
      return `${kind}-${mac.digest('hex').slice(0, 16)}`
    },
  }
}

/** Pure: the same answers and key give the same redacted answers, so that a later recount can be compared. */
export function redactAnswers(answers: readonly Answer[], redactor: Redactor): Answer[] {
  return answers.map(answer => ({
    ...answer,
    rows: answer.rows.map(row => redactRow(answer.name, row, redactor)),
  }))
}

type Row = Answer['rows'][number]

function redactRow(query: string, row: Row, redactor: Redactor): Row {
  const named = (column: string, kind: 'account' | 'value'): Row =>
    typeof row[column] === 'string' ? { ...row, [column]: redactor.pseudonym(kind, row[column]) } : row
  if (query === 'recount/members') return named('account', 'account')
  if (query === 'recount/custody') return { ...row, name: 'withheld' }
  if (query === 'recount/evidence')
    return { ...row, detail: detailWithout(String(row.signal), row.detail ?? '') }
  if (query.startsWith('signals/') && !harmless.has(query.slice('signals/'.length)))
    return named('value', 'value')
  return row
}

/** Sentences without a value count only; one of another form than ours is not risked. */
function detailWithout(signal: string, detail: Cell): string {
  const sentence = String(detail)
  if (harmless.has(signal)) return sentence
  for (const form of naming) {
    if (form.test(sentence)) return sentence.replace(form, `$1${withheldValue}$2`)
  }
  return Object.hasOwn(valueKinds, signal) ? withheldValue : sentence
}

/** Kinds of values that the answers would have shown. */
export function withheldIn(answers: readonly Answer[]): WithheldKind[] {
  const asked = answers.flatMap(({ name, rows }) => {
    if (rows.length === 0) return []
    if (name === 'recount/members') return ['accounts' as const]
    if (name === 'recount/custody') return ['file-names' as const]
    return valueKinds[name.replace(/^signals\//, '')] ?? []
  })
  const told = answers
    .filter(one => one.name === 'recount/evidence')
    .flatMap(one => one.rows.map(row => valueKinds[String(row.signal)]))
  const found = new Set<WithheldKind | undefined>([...asked, ...told])
  return withheldKinds.filter(kind => found.has(kind))
}
