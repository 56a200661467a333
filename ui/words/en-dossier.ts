/** Words around the dossier in English. */
export const enDossier = {
  title: 'Make the dossier',
  note: 'What is handed over: one page for a board or a legislator, then evidence, limits, alternatives, and the query behind every number. The same records give the same file.',
  onlyReview: 'Whoever may review can make it here.',
  format: 'Format',
  formats: {
    pdf: 'PDF, to read and print',
    html: 'web page, in one file',
    json: 'data, to recount by program',
  },
  language: 'Language',
  languages: { en: 'English', zh: 'Chinese' },
  redact: 'For readers outside the house',
  redactNote:
    'Accounts become pseudonyms; addresses, mail, payment, devices and clients are withheld. No count changes.',
  attribution: 'Who is behind it (may be left empty)',
  attributionNote:
    'Never computed. What you enter is quoted with its source, kept apart from behaviour, and weighs nothing.',
  statement: 'Statement, such as “a company named … runs these accounts”',
  source: 'Source, so that it can be checked',
  likelihood: 'Likelihood',
  likelihoods: {
    'almost-no-chance': 'almost no chance',
    'very-unlikely': 'very unlikely',
    unlikely: 'unlikely',
    'roughly-even': 'roughly even chance',
    likely: 'likely',
    'very-likely': 'very likely',
    'almost-certain': 'almost certain',
  },
  confidence: 'Confidence in the source',
  confidences: { low: 'low', moderate: 'moderate', high: 'high' },
  add: 'Enter a statement',
  drop: 'Leave this statement out',
  make: 'Make it',
  making: 'Counting everything again …',
  made: (name: string) =>
    `${name} is saved, and ${name}.manifest.json beside it: the signature, with hashes of all inputs.`,
}
