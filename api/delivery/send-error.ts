/** Sending failed and will be tried again. The message is a sentence for staff and holds no address. */
export class SendError extends Error {
	override readonly name = 'SendError';
}

/** Nothing is sent, now or later. The message says why and stands in the outbox. */
export class NotSent extends Error {
	override readonly name = 'NotSent';
}
