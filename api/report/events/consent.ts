import { z } from 'zod';
import type { OtherEvent } from './event.ts';
import { noPublicText, publicTextOf } from './public-text.ts';

const unit = { name: 'unit', label: '单位' };
const reason = { name: 'reason', label: '理由' };
const number = { name: 'number', label: '受理编号' };

/** An officer of the city drafts the question whether a county may check what by-passes it. */
export const proposeConsent: OtherEvent<'propose-consent'> = {
	id: 'propose-consent',
	name: '拟征询举报人意见',
	aboutMove: false,
	by: { part: 'handler' },
	shows: [unit, reason],
	conversation: false,
	reporterReads: noPublicText('The reporter hears of the question once a second officer puts it.'),
};

/** A second officer puts the question. */
export const askConsent: OtherEvent<'ask-consent'> = {
	id: 'ask-consent',
	name: '征询举报人意见',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [unit, reason],
	conversation: false,
	reporterReads: publicTextOf(
		z.object({ unit: z.string().optional() }),
		(fields, seen) => `${seen.unit}征询您的意见：是否同意交由${fields.unit}核查。请在本页答复，不答复视为不同意。`,
	),
};

/** A second officer sends the draft back. */
export const returnConsent: OtherEvent<'return-consent'> = {
	id: 'return-consent',
	name: '退回征询',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [unit, reason],
	conversation: false,
	reporterReads: noPublicText('The question was never put.'),
};

const Answered = z.object({
	/** expired: nobody answered; lapsed: there was a yes, and nothing came of it. */
	answer: z.enum(['yes', 'no', 'expired', 'lapsed']),
	unit: z.string().optional(),
});

/** The reporter answers, or lets the day pass. */
export const answerConsent: OtherEvent<'answer-consent'> = {
	id: 'answer-consent',
	name: '举报人答复征询',
	aboutMove: false,
	by: { part: 'reporter' },
	shows: [unit],
	conversation: false,
	reporterReads: publicTextOf(Answered, (fields) => {
		switch (fields.answer) {
			case 'yes':
				return `您同意将市级摘要交由${fields.unit}核查，交办以前可以撤回。`;
			case 'lapsed':
				return '您同意的核查没有交办，没有移交任何内容，由市级直接办理。';
			case 'expired':
				return '您没有在期限内答复征询，视为不同意，继续由市级直接办理。';
			case 'no':
				return `您不同意交由${fields.unit}核查，继续由市级直接办理。`;
		}
	}),
};

/** The city's summary was handed to a county as a case of its own. */
export const commission: OtherEvent<'commission'> = {
	id: 'commission',
	name: '经同意交办',
	aboutMove: false,
	by: { part: 'outsider' },
	shows: [number, unit],
	conversation: false,
	reporterReads: publicTextOf(
		z.object({ unit: z.string() }),
		(fields) => `经您同意，已将市级摘要交由${fields.unit}核查，举报原话没有移交。`,
	),
};

/** What that county does with it. */
export const commissionNews: OtherEvent<'commission-news'> = {
	id: 'commission-news',
	name: '交办单位的进展：',
	aboutMove: true,
	by: { part: 'outsider' },
	shows: [number],
	conversation: false,
	// The steps of the county are the city's to read; what it found is for the reporter to know of.
	reporterReads: publicTextOf(z.object({ of: z.string() }), ({ of }) =>
		of === 'conclude' ? '受市级交办的单位已报告核查结果，由市级研究后答复您。' : null,
	),
};
