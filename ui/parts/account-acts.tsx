/** What may be done for one account. */
export function AccountActs(_: { account: string; campaign: string | undefined }) {
  return null
}
