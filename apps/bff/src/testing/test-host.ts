/** Names the folder of the socket of the PostgreSQL that all tests share. Apart: the setup of every test file reads it. */
export const hostVariable = 'SIGNPOST_TEST_POSTGRES';
