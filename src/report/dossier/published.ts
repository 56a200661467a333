/** Published cases, as their publishers gave them: context for a reader, evidence for nothing. */

export interface PublishedCase {
  readonly title: { readonly en: string; readonly zh: string }
  readonly accounts: number
  readonly exchanges: number
  readonly days?: number
  readonly source: string
}

export const publishedCases: readonly PublishedCase[] = [
  {
    title: { en: 'Published: three campaigns together', zh: '已公布：三次行动合计' },
    accounts: 24_000,
    exchanges: 16_000_000,
    source:
      'a provider’s post “Detecting and preventing distillation attacks”, 23 February 2026 (over 16 million exchanges, approximately 24,000 accounts)',
  },
  {
    title: { en: 'Published: one campaign', zh: '已公布：单次行动' },
    accounts: 25_000,
    exchanges: 28_800_000,
    days: 45,
    source:
      'press accounts of a provider’s allegation, June 2026 (over 28.8 million exchanges, nearly 25,000 accounts, 22 April to 5 June)',
  },
]
