import { createContext } from 'react';

/** The bucket that is shown can hold no links: its list does without what only links have. */
export const LinksUnsupportedContext = createContext(false);
