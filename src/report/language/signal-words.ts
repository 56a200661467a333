/** What each signal is called, and the letter its shared values are labelled with: `tool set T3`. */
import { signalsInChinese } from '../../model/chinese/signals.ts'
import type { Language } from '../../model/dossier.ts'
import { label } from '../words.ts'

interface SignalWords {
  /** One shared value: `tool set`. For a trait: what is measured. The Chinese stands with the model's. */
  readonly en: string
  /** Of shared values only. */
  readonly prefix?: string
  /** How a trait's number is written. */
  readonly as?: 'percent' | 'decimal'
}

const signalWords: Readonly<Record<string, SignalWords>> = {
  'card-range': { en: 'card range', prefix: 'C' },
  'client-bundle': { en: 'client', prefix: 'L' },
  'mail-domain': { en: 'mail domain', prefix: 'M' },
  'mail-shape': { en: 'shape of mail address', prefix: 'H' },
  'near-duplicate': { en: 'family of near-equal messages', prefix: 'N' },
  'parameter-profile': { en: 'set of parameters', prefix: 'P' },
  'referral-code': { en: 'referral', prefix: 'R' },
  'shared-address': { en: 'address', prefix: 'A' },
  'shared-device': { en: 'device', prefix: 'D' },
  'shared-instrument': { en: 'payment instrument', prefix: 'I' },
  'shared-prefix': { en: 'address range', prefix: 'G' },
  'shared-system-prompt': { en: 'system prompt', prefix: 'S' },
  'shared-template': { en: 'message template', prefix: 'E' },
  'shared-toolset': { en: 'tool set', prefix: 'T' },
  'signup-address': { en: 'sign-up address', prefix: 'U' },
  'signup-day': { en: 'sign-up day', prefix: 'Y' },
  'signup-device': { en: 'sign-up device', prefix: 'V' },
  'travelling-session': { en: 'session seen under several accounts', prefix: 'W' },
  'bought-payment': {
    en: 'accounts paid by prepaid or virtual card',
    as: 'percent',
  },
  'broad-harvest': {
    en: 'spread of stand-alone questions over capabilities (nats)',
    as: 'decimal',
  },
  'hidden-network': {
    en: 'exchanges from rented servers or VPNs',
    as: 'percent',
  },
  'long-output': {
    en: 'length of answers beside the model’s usual',
    as: 'decimal',
  },
  'many-addresses': { en: 'address ranges an account and day', as: 'decimal' },
  'one-shot': { en: 'exchanges that stand alone', as: 'percent' },
  'round-the-clock': {
    en: 'evenness over the hours of the day (nats)',
    as: 'decimal',
  },
  'steady-volume': {
    en: 'exchanges an account and active day',
    as: 'decimal',
  },
  'taking-style': {
    en: 'exchanges that ask for reasoning traces, grades or data-set rows',
    as: 'percent',
  },
  'training-value': {
    en: 'exchanges that exercise capabilities with training value',
    as: 'percent',
  },
  'co-activity': { en: 'hours that move together' },
  'pooled-volume': { en: 'volume together' },
  'unrelated-on-paper': { en: 'unrelated on paper' },
  'work-queue': { en: 'a shared work queue' },
  'same-questions': { en: 'the same questions' },
  'even-load': { en: 'even load' },
  'open-organisation': { en: 'an organisation named openly' },
  'open-campus': { en: 'a campus network' },
  'open-verified': { en: 'verified identities' },
  'open-invoice': { en: 'billed by invoice' },
}

export const signalIn = (language: Language, id: string): string =>
  (language === 'zh' ? signalsInChinese[id]?.value : signalWords[id]?.en) ?? label(id)

/** A signal without a letter of its own is labelled by its first one. */
export const prefixOf = (id: string): string => signalWords[id]?.prefix ?? id.charAt(0).toUpperCase()

export const writtenAs = (id: string): 'percent' | 'decimal' => signalWords[id]?.as ?? 'decimal'
