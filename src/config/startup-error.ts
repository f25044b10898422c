/** The server cannot start, and whoever runs it can do something about it: the message is one line saying what. */
export class StartupError extends Error {}
