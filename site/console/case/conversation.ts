import { type Ref, ref, watch } from 'vue';
import type { Message, MessagePage, ReportDetail } from '../calls/answers.ts';
import { calls } from '../calls/calls.ts';

export interface Conversation {
	/** All that were opened so far, oldest first. */
	messages: Ref<Message[]>;
	/** The oldest page that was opened. */
	oldest: Ref<MessagePage>;
	/** Opens the page before. */
	older: () => Promise<void>;
}

/** The conversation of a case: older pages stay open when the case is refreshed, new messages come to them. */
export function useConversation(report: () => ReportDetail): Conversation {
	const messages = ref<Message[]>(report().messages);
	const oldest = ref<MessagePage>(report());

	watch(report, (now, before) => {
		const known = new Set(messages.value.map(({ id }) => id));
		const follows = now.number === before.number && now.messages.some(({ id }) => known.has(id));
		// Fewer than before: something was closed to this officer.
		if (!follows || now.messagesTotal < before.messagesTotal) {
			messages.value = now.messages;
			oldest.value = now;
		} else {
			messages.value = [...messages.value, ...now.messages.filter(({ id }) => !known.has(id))];
		}
	});

	async function older(): Promise<void> {
		const { number } = report();
		const before = oldest.value.messagesBefore;
		if (before === null) return;
		const page = await calls.olderMessages(number, before);
		if (report().number !== number) return;
		oldest.value = page;
		messages.value = [...page.messages, ...messages.value];
	}

	return { messages, oldest, older };
}
