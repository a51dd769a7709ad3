'use client'
// The same page inside the library's frame, which still works then.
export { default } from '../error'
