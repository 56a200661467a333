/** Words of the dossier that page and schemas share; apart from the schemas, so that the page need not carry those. */

export const dossierFormats = ['pdf', 'html', 'json'] as const

/** ICD 203's scale of likelihood, from the least to the most. */
export const likelihoods = [
  'almost-no-chance',
  'very-unlikely',
  'unlikely',
  'roughly-even',
  'likely',
  'very-likely',
  'almost-certain',
] as const
export type Likelihood = (typeof likelihoods)[number]
