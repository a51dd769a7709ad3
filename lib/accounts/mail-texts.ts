/** What mails say. They are plain text, and hold nothing that a stranger could have written but what its type says. */

interface Words {
  subject: string
  text: string
}

const lines = (...parts: string[]) => `${parts.join('\n\n')}\n`
const host = (origin: string) => new URL(origin).host

/** @param until as people read it */
export function invitationMail(origin: string, url: string, inviter: string, until: string): Words {
  return {
    subject: `You are invited to the photo library at ${host(origin)}`,
    text: lines(
      'Hello,',
      `${inviter} invites you to the photo library at ${host(origin)}. Make your account here:`,
      url,
      `The link makes one account, until ${until}. If you do not know what this is about, leave it: nothing happens.`,
    ),
  }
}

export function resetMail(origin: string, url: string, username: string): Words {
  return {
    subject: `A new password for ${host(origin)}`,
    text: lines(
      `Hello ${username},`,
      `somebody, most likely you, asked for a new password at ${host(origin)}. Set it here:`,
      url,
      'The link works once, for one hour. If you did not ask, leave it: your password stays as it is.',
    ),
  }
}

export function noPasswordMail(origin: string, username: string): Words {
  return {
    subject: `You have no password at ${host(origin)}`,
    text: lines(
      `Hello ${username},`,
      `somebody, most likely you, asked for a new password at ${host(origin)}. Your account has none: log in the other way that the page offers.`,
      `${origin}/login`,
      'If you cannot, ask an administrator of the library for a link.',
    ),
  }
}

export function confirmMail(origin: string, url: string, username: string): Words {
  return {
    subject: `Confirm your e-mail address at ${host(origin)}`,
    text: lines(
      'Hello,',
      `the account ${username} at ${host(origin)} wants to use this e-mail address. If it is yours and this is right, confirm it here:`,
      url,
      'The link works once, for 24 hours. If you know nothing of this, leave it: nothing changes.',
    ),
  }
}

const NOTICES = {
  password: {
    subject: 'Your password was changed',
    what: 'the password of your account was changed. Everything that was logged in before has been logged out.',
  },
  email_asked: {
    subject: 'Your e-mail address is to be changed',
    what: 'somebody who knows your password asked to use another e-mail address for your account. It changes when the new address is confirmed.',
  },
  email: {
    subject: 'Your e-mail address was changed',
    what: 'your account has another e-mail address now. This one is not used any more.',
  },
} as const

export function noticeMail(origin: string, about: keyof typeof NOTICES, username: string): Words {
  const { subject, what } = NOTICES[about]
  return {
    subject: `${subject} at ${host(origin)}`,
    text: lines(
      `Hello ${username},`,
      `at ${host(origin)}, ${what}`,
      'If that was not you, set a new password at once, and tell an administrator of the library.',
      `${origin}/settings`,
    ),
  }
}

export function testMail(origin: string): Words {
  return {
    subject: `A test of ${host(origin)}`,
    text: lines('Hello,', `${origin} sends mail, and it arrives.`),
  }
}
