import { type MoveName, moveTable } from '../moves/table.ts';
import { alarm, alarmAnswer, urgentOff } from './alarms.ts';
import { byPass, closeWords, retaliation, retaliationByVoid } from './by-pass.ts';
import { answerConsent, askConsent, commission, commissionNews, proposeConsent, returnConsent } from './consent.ts';
import { answer, answerMerged, message, note, raiseCap } from './conversation.ts';
import type { EventKind, OtherEvent } from './event.ts';
import { identityAsk, identityDecide } from './identity.ts';
import { place } from './place.ts';
import { approveProposal, propose, returnProposal, withdrawProposal } from './proposals.ts';
import { receive, renewReceipt } from './receipt.ts';
import { relay } from './relay.ts';
import { claim, decideClaim } from './reward.ts';
import { task, taskAnswer, taskCancel, taskWords } from './tasks.ts';

const others = {
	receive,
	note,
	alarm,
	'alarm-answer': alarmAnswer,
	'urgent-off': urgentOff,
	message,
	'raise-cap': raiseCap,
	answer,
	'answer-merged': answerMerged,
	relay,
	propose,
	'approve-proposal': approveProposal,
	'return-proposal': returnProposal,
	'withdraw-proposal': withdrawProposal,
	'by-pass': byPass,
	'close-words': closeWords,
	'propose-consent': proposeConsent,
	'ask-consent': askConsent,
	'return-consent': returnConsent,
	'answer-consent': answerConsent,
	commission,
	'commission-news': commissionNews,
	retaliation,
	'retaliation-by-void': retaliationByVoid,
	place,
	task,
	'task-words': taskWords,
	'task-cancel': taskCancel,
	'task-answer': taskAnswer,
	'identity-ask': identityAsk,
	'identity-decide': identityDecide,
	'renew-receipt': renewReceipt,
	claim,
	'decide-claim': decideClaim,
};

type OtherEventName = keyof typeof others;

/** The names of all events that a report can have: its moves, and what happens beside them. */
export type EventName = MoveName | OtherEventName;

/** The events that are no moves. */
export const otherEvents: { readonly [Name in OtherEventName]: OtherEvent<Name> } = others;

/** All events. One without words for the reporter, or without the reason why there are none, does not compile. */
export const eventTable: Readonly<Record<EventName, EventKind>> = { ...moveTable, ...otherEvents };

/** Whether a text names an event that is no move. */
export function isOtherEvent(text: string): text is OtherEventName {
	return Object.hasOwn(otherEvents, text);
}

/** Whether a text names an event. */
export function isEventName(text: string): text is EventName {
	return Object.hasOwn(eventTable, text);
}

/** Events of which a conversation makes as many as it likes. */
export const conversationEvents: readonly EventName[] = Object.values(otherEvents).flatMap((each) =>
	each.conversation ? each.id : [],
);

/** Events that are a part in the case for the officer whose doing they are. */
export const handlerEvents: readonly EventName[] = namesBy('handler');

/** What only the reporter does with number and secret. */
export const reporterEvents: readonly EventName[] = namesBy('reporter');

function namesBy(part: EventKind['by']['part']): EventName[] {
	const all = [...Object.values(moveTable), ...Object.values(otherEvents)];
	return all.flatMap(({ id, by }) => (by.part === part ? id : []));
}
