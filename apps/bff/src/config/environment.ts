/** Environment variables as Node hands them over; read once, at start. */
export type Environment = Readonly<Record<string, string | undefined>>;
