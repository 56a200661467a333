/** Words of acting: review, containment, appeals, audit, settings. */
export const enActs = {
  act: {
    reason: 'Reason',
    reasonNote: 'It goes into the audit log, where it stays.',
    send: 'Do it',
    cancel: 'Cancel',
    done: 'Done, and logged.',
    refused: 'The service refused:',
    mayNot: 'You may read, not act.',
  },
}
