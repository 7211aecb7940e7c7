import tailwindcss from '@tailwindcss/vite';

/** What builds the page's style sheet. Here, where the packages of the console resolve: tests are set up at the top, which has none of them. */
export const pageStyles = tailwindcss;
