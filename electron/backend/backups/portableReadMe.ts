/** What lies beside a copy that is taken to another computer. Names nobody and no case. */
export const portableReadMe = (name: string): string =>
  [
    'How to open this register on another computer',
    '',
    `The folder ${name} holds an escalation register, encrypted. Nobody can read it without a passphrase of that register.`,
    '',
    '1. Lock the register on the old computer, and do not work in it there any more: what is done in two places cannot be put together again.',
    '2. Install the Escalation Register on the new computer and start it.',
    '3. Choose "Bring a register from a backup", and choose the folder that this text is in.',
    '4. Choose your name and type your passphrase. All of the copy is checked before it is used.',
    '5. When it opens and all is there, delete this folder and the register on the old computer.',
    '',
  ].join('\r\n');
