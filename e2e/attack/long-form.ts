/** Whether the attack suite runs in its long form (`npm run attack`): many more tries, from another beginning each time. */
export const LONG_FORM = process.env.ATTACK_FORM === 'long'
