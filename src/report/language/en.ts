/** Every sentence of the dossier in English. No digit stands here: numbers come in by name, from the sheet. */
export const en = {
  dossier: 'Stillwatch dossier',
  campaign: 'campaign',
  group: 'group',
  traffic_up_to: 'traffic up to {day}',
  state: 'state: {state}',

  withheld:
    'Redacted for readers outside the provider. Withheld: {kinds}. No count, date, weight or probability was changed. Whoever holds the store and the signing key can run every query again, withhold the same values, and compare.',
  w_accounts: 'names of accounts (each has a keyed pseudonym, the same throughout this dossier)',
  w_addresses: 'network addresses and ranges',
  w_mail: 'mail domains and shapes',
  w_payment: 'payment instruments and card ranges',
  w_referrals: 'referral codes',
  w_devices: 'device identifiers',
  w_sessions: 'session identifiers',
  w_clients: 'client programs and their fingerprints',
  'w_file-names': 'names of the files that were read',

  s_happened: 'What happened',
  s_sure: 'How sure this is',
  s_who: 'Who is behind it',
  s_took: 'What they took',
  s_evidence: 'Evidence',
  s_alternatives: 'Alternative explanations considered',
  s_done: 'What was done',
  s_method: 'Method',
  s_errors: 'Error rates',
  s_limits: 'Limits',
  s_context: 'Context, not evidence',
  s_custody: 'Chain of custody',
  a_values: 'Appendix: shared values',
  a_members: 'Appendix: members',
  a_figures: 'Appendix: every number and its source',
  a_queries: 'Appendix: the queries',

  title_campaign: 'One operator drew {aims} through {accounts} accounts',
  title_group: 'A coordinated group that was left alone: {accounts} accounts',
  mixed: 'mixed capabilities',
  and: ' and ',
  stop: '. ',
  comma: ', ',
  colon: ': ',

  lead_campaign:
    'Between {first} and {last}, {accounts} accounts that we assess to be run by one operator made {exchanges} exchanges and took {tokens} tokens of answers.',
  lead_group:
    'Between {first} and {last}, {accounts} coordinated accounts made {exchanges} exchanges and took {tokens} tokens of answers. They are not called a campaign.',
  pace: 'That is {pace} exchanges an account a day: no account stands out by itself. The group does.',
  aim: 'They were after {aims}.',
  aim_part: '{capability} ({share} of their exchanges; {elsewhere} of everybody else’s)',
  aim_none: 'What they asked for is as varied as what everybody else asks for.',
  hid: 'What made it hard to see: {parts}.',
  hid_addresses: '{addresses} addresses in {networks} networks',
  hid_home:
    '{share} of exchanges came from home and mobile lines, which people have at home and proxy networks hire out',
  hid_rented: '{share} of exchanges came from rented servers and VPNs',
  hid_cards: '{bought} of {known} accounts paid with prepaid or virtual cards',
  hid_instruments: '{instruments} payment instruments for {paying} paying accounts',
  hid_mail: '{domains} mail domains',
  hid_agents: '{agents} client programs',
  judged:
    'We assess that this is {term} a campaign: one hand, taking what has training value (probability {confidence}).',
  judged_group: 'Coordinated is not the same as extracting. {why}',
  compares_first: 'It is number {rank} by exchanges among the {campaigns} campaigns named in these records.',
  follows: 'It continues the earlier campaign {earlier}.',
  compares_table:
    'Beside the largest other campaigns named in these records, and published cases (their publishers’ own figures, not checked here)',
  this_one: 'This campaign',
  this_group: 'This group',
  done_short_none:
    'What was done: nothing has been recorded yet. By default nothing is blocked without a person’s word.',
  done_short:
    'What was done: entries about it in the audit log: {entries}; accounts banned: {banned}; suspended: {suspended}.',
  chart_exchanges: 'Exchanges a day',
  chart_accounts: 'Active accounts a day',
  chart_aims: 'Share of exchanges: filled, this finding; hollow, everybody in no finding',
  busiest: 'The busiest day was {day} with {most} exchanges; a usual day had {median}.',
  reading: 'Every number in this dossier has a query or a source in the appendix. Times are event time, UTC.',

  c_case: 'Case',
  c_accounts: 'Accounts',
  c_exchanges: 'Exchanges',
  c_days: 'Days',
  c_first: 'First',
  c_last: 'Last',
  c_tokens: 'Tokens of answers',
  c_requests: 'Tokens of requests',
  c_share: 'Share',
  c_elsewhere: 'Everybody else',
  c_capability: 'Capability',
  c_model: 'Model',
  c_network: 'Network',
  c_country: 'Country (ISO code)',
  c_seen: 'What was seen',
  c_weight: 'Weight, nats',
  c_times: 'Means',
  c_explanation: 'Explanation',
  c_fits: 'Fits?',
  c_why: 'Why',
  c_group: 'Group',
  c_hand: 'One hand, nats',
  c_purpose: 'Extracting, nats',
  c_source: 'Source',
  c_known: 'Known for',
  c_label: 'Label',
  c_kind: 'Kind',
  c_value: 'Value',
  c_held: 'Members; others',
  c_account: 'Account',
  c_probability: 'Probability',
  c_since: 'Named',
  c_number: 'Number',
  c_exact: 'Exact value',
  c_where: 'Where it is from',
  c_file: 'File',
  c_hash: 'Identity',
  c_lines: 'Lines',
  c_taken: 'Taken',
  c_rejected: 'Rejected',
  c_read: 'Read in',
  c_when: 'When',
  c_act: 'Act',
  c_by: 'By',
  c_entry: 'Entry and hash',
  c_term: 'Term',
  c_range: 'Probability',

  two_questions:
    'Two questions are kept apart. Behaviour: are these accounts run by one hand, and does that hand take what has training value? That is answered from the records. Attribution: who is that hand? That is answered only where the provider enters evidence of its own.',
  hand_line: 'One hand: {times} than if the accounts were strangers who happen to agree.',
  purpose_line: 'Extracting: {times} than if they were honest customers of the same volume.',
  doubt_line: 'The chance that this is not a campaign is put at {doubt}.',
  confidence_high:
    'Analytic confidence is high: {families} point the same way, and the sources are nearly complete.',
  confidence_moderate: 'Analytic confidence is moderate: {families} speak, and not every source is complete.',
  confidence_low: 'Analytic confidence is low: only {families} speaks, or much of the data is missing.',
  scale:
    'Terms of likelihood follow the scale of the United States’ Intelligence Community Directive on analytic standards; confidence speaks of the sources and is given apart.',

  who_none:
    'This dossier does not say who the operator is. Nothing in the records names a person or an organisation, and nothing is inferred from country, language or nationality.',
  who_entered:
    'The provider entered what follows. It was not computed here, carries no weight in any number of this dossier, and stands with its source.',
  who_line:
    'The provider assesses: {statement}. Likelihood: {term}. Confidence in the source: {confidence}. Source: {source}.',
  who_by: ' Entered by {person}.',

  evidence_intro:
    'Weights are logarithms (nats) of how much likelier a piece of evidence is under the one reading than under the other. Each is capped, so that several may show the same number, and pieces depend on each other, so that together they weigh less than their sum. Under each stands who else leaves the same trace. Counts are made again here, of everybody with records; the run compared within its own population and period, and its own words stand in the appendix, so both may differ a little.',
  q_hand: 'Are these accounts run by one hand?',
  q_purpose: 'Does that hand take the model’s capabilities?',
  held_first: '{label}: {members} of {all} members, {others} other accounts',
  held_more: '; {label}: {members} and {others}',
  trait_line: '{measure}: {members} among members, {elsewhere} among everybody in no finding',
  innocent: 'Innocent explanation: {innocent}',

  alternatives_intro:
    'Each honest group that leaves traces like these is held against what was seen. A group that fits in all would be left alone.',
  fits: 'fits',
  fits_part: 'fits in part',
  fits_not: 'does not fit',
  alone_intro:
    'In the same records {groups} coordinated groups were found and left alone, because what they take does not stand out or an honest reason shows. The largest:',
  alt_company: 'A company behind one gateway, paying centrally',
  alt_company_why:
    '{organisations} of {known} accounts name an organisation; they come from {networks} networks and {ranges} address ranges.',
  alt_class: 'A class, a course or a hackathon',
  alt_class_why:
    'Classmates ask the same questions: here {repeated} of askings repeat an earlier one. Accounts were opened from {first} to {last}.',
  alt_client: 'Strangers using one popular client or agent',
  alt_client_why: 'They would share a client and its prompts and nothing else. Here {families} speak too.',
  alt_client_only: 'Only {families} speak, and a popular client leaves such traces.',
  alt_benchmark: 'Researchers running one public benchmark',
  alt_benchmark_why:
    'A benchmark is one list, asked by each: here {questions} different questions in {askings} askings, {repeated} repeated.',
  alt_reseller: 'A reseller or router serving unrelated customers',
  alt_reseller_why:
    'Customers of a reseller bring work as varied as everybody’s and do not move together; {instruments} instruments pay for {paying} accounts. A reseller that serves a distiller would look like this: who is told should allow for it.',
  alt_vendor: 'A company making data for its own product, or a vendor grading answers',
  alt_vendor_why:
    'It would come as a customer: {organisations} of {known} accounts name an organisation, and {bought} pay with prepaid or virtual cards.',
  alt_nat: 'Strangers behind one carrier address or commercial VPN',
  alt_nat_why: 'They would share addresses and nothing else. Here {families} speak too.',
  alt_chance: 'Chance: strangers who happen to agree',
  alt_chance_why: 'What they share is {times} under one hand.',

  done_none: 'The audit log holds nothing about this finding.',
  leak_line:
    'Before its accounts were first named ({day}), {before} exchanges had been taken, {share} of all; {after} came after.',
  accounts_line: 'By the account records {suspended} of its accounts are suspended and {banned} banned.',
  audit_head: 'The log is a chain of hashes: {entries} entries, newest hash {hash}.',
  audit_empty: 'The log is empty.',

  looked_at:
    'The run looked at {exchanges} exchanges of {accounts} accounts, named {campaigns} campaigns with {members} members and left {groups} coordinated groups alone. Version {version}.',
  m_link:
    'No account is judged alone: at the pace of a campaign each looks like a light customer. Accounts are first linked by what strangers of the same country, plan and client would hardly share, each trait discounted by its popularity, and by hours of activity that move together once each account’s own rhythm is divided out. Two independent kinds of trait must agree.',
  m_sketch:
    'Each exchange is reduced to a sketch when it is read in: keyed hashes of templates, near-duplicates, tools and parameters, and labels of what was asked for. Unless the provider chose to keep them, the texts are dropped.',
  m_test:
    'A group is tested on families of evidence other than those that found it, each family capped so that none can convict alone. Groups are accepted by e-values under a procedure that bounds the share of false discoveries in each run.',
  m_country: 'Country and nationality carry no weight in any step.',
  m_again:
    'To check: run each query of the appendix on the store. Statistical results (weights, probabilities, e-values) were stored by the run; the same version over the same files stores the same values again.',
  sources_intro: 'What the run could see. What is missing speaks neither way.',

  e_promise:
    'Of the campaigns a run names, at most {promise} are expected to be false. The promise holds for each run by itself.',
  e_evalue: 'An honest group would show evidence this strong at most once in {e_value} (e-value).',
  e_members:
    'Among the {members} members {strangers} strangers are expected; the least sure member belongs with probability {least}.',
  e_alike:
    'In the same run {groups} coordinated groups were left alone; measured rates of false accusation per kind of look-alike are published with the program’s evaluation.',

  l_partial: 'Known in part: {source}, for {coverage}.',
  l_holder:
    'An account can belong to a campaign without its holder knowing: keys are stolen and resold. Membership is a probability, not a verdict on a person.',
  l_missing:
    'Members that have hardly begun, and pools that share neither queue nor money nor controller, may be missing: the size is a lower bound.',
  l_text:
    'What was taken is known from sketches. Unless texts were kept on purpose, prompts and answers cannot be read back.',
  l_training:
    'That answers were in fact used for training is not observed: it is inferred from what was asked for and how.',
  l_weights: 'The weights of purpose are judged on made traffic, not learnt from proven cases.',

  context_intro: 'Given because readers ask. None of it carries weight in any number here.',
  custody_intro:
    'What was read, in the order of reading. A file is known by a hash of its size and content, never by its path. The order, the counts and this dossier are sealed by a signed manifest beside the file.',
  custody_total:
    'In all: {files} files in {parts} parts with {lines} lines; {taken} exchanges taken, {repeated} repeated and ignored, {rejected} rejected and kept aside. Hash over all parts: {digest}.',
  custody_key:
    'The manifest is signed with the key whose fingerprint is {fingerprint}. Ask the provider for the fingerprint by another way and compare.',

  values_intro:
    'Short labels stand for the values in the text. Hashes are keyed: they cannot be turned back into a text without the provider’s key.',
  members_intro: 'The surest of {all} members. The export of members lists all, with the evidence for each.',
  figures_intro:
    'Each number as it is shown, its exact value, and where it is from: query, row (counted from nought) and column; or, for published cases, who published it.',
  queries_intro: 'The text of each query, its parameters and what it answered.',
  q_params: 'Parameters: {params}',
  q_rows: 'Answer',
  q_none: 'No row.',
  row_word: 'row',
  published: 'as published: {source}',
  stored_words: 'as stored by the run',
} as const

export type Texts = { readonly [K in keyof typeof en]: string }
