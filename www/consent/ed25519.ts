/** Ed25519 for browsers that have none of their own. SHA-512 is the browser's. */
export { getPublicKeyAsync as getPublicKey, signAsync as sign } from '@noble/ed25519'
