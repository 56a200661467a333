import { pct, trait } from './signal.ts'

/** Whether the account pays by virtual or prepaid card. */
export const boughtPayment = trait(import.meta.url, {
  id: 'bought-payment',
  family: 'money',
  aspect: 'concealment',
  scale: 'share',
  why: 'Payment that names nobody is bought in bulk.',
  innocent: 'Many honest people do: it counts once for the whole group, and never alone.',
  describe: (group, honest) =>
    `${pct(group)} pay by virtual or prepaid card; honest accounts: ${pct(honest)}`,
})
