/** What people and the program did, in words: the audit log's acts and actors, once for page and dossier. */
type Names = Readonly<Record<string, string>>

export const actNames: Names = {
  'campaign/confirm': 'campaign confirmed',
  'campaign/dismiss': 'campaign dismissed',
  'campaign/release': 'campaign released',
  'campaign/comment': 'comment',
  'campaign/assign': 'assigned',
  'campaign/reopen': 'campaign proposed again',
  'campaign/inherit': 'verdict handed on',
  'containment/propose': 'containment proposed',
  'containment/approve': 'containment approved',
  'containment/refuse': 'containment refused',
  'containment/lift': 'containment lifted',
  'containment/extend': 'containment extended to new members',
  'containment/expire': 'containment expired',
  'account/release': 'account released',
  'account/recall': 'release taken back',
  'allow/add': 'put on the allow list',
  'allow/remove': 'taken off the allow list',
  'appeal/open': 'appeal received',
  'appeal/answer': 'appeal answered',
  'rules/set': 'bound changed',
  'calibration/apply': 'promise changed',
  'policy/set': 'policy put in force',
  'probe/plan': 'experiment proposed',
  'probe/approve': 'experiment approved',
  'probe/stop': 'experiment stopped',
  'share/publish': 'published to other providers',
  'token/add': 'token made',
  'token/expire': 'end of a token changed',
  'token/issue': 'token issued',
  'token/revoke': 'token taken back',
}

export const actorNames: Names = {
  loopback: 'this machine',
  command: 'command line',
  system: 'the program',
}
