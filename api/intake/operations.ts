import type { Content } from '../../content/content.ts';
import { CaptchaOffer } from '../http/captcha/captcha.ts';
import { type Answered, describe, type Operation, ofJsonBody, type Parameter } from '../http/describe.ts';
import type { ProblemCode } from '../http/errors.ts';
import { Location } from '../routing/locate.ts';
import { ReceiptAnswer } from './receive/receipt-answer.ts';
import { Added } from './replies/add-once.ts';
import { Tracking } from './track/tracking.ts';

const json = (description: string, schema: NonNullable<Answered['body']>['schema']): Answered => ({
	description,
	body: { type: 'application/json', schema },
});

const idempotencyKey: Parameter = {
	name: 'Idempotency-Key',
	in: 'header',
	description:
		'这一次提交的随机标识，例如 UUID。没有收到答复时用同一个重试，不会重复提交；内容不同的答复 idempotency_reused。',
	schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,200}$' },
	example: '00000000-0000-4000-8000-000000000000',
};

const uploadDraft: Parameter = {
	name: 'Upload-Draft',
	in: 'header',
	description: '上传这些文件时用的 Upload-Draft；写了 uploads 的必须给出。',
	schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,200}$' },
	example: 'a-made-up-draft-0000',
};

const tags = { captcha: '验证', place: '地点', report: '举报', tracking: '办理进度' };

/** Whoever opens a report by number and secret may be refused so. */
const ofReceipt: readonly ProblemCode[] = [
	...ofJsonBody,
	'not_found',
	'too_many',
	'captcha_failed',
	'captcha_unavailable',
];
const receiptHint =
	'受理编号和查询密码写在正文中，不写在网址中。出错太多的答复 429；其中 captcha 为 true 的，在正文的 captcha 中附上验证的答案，可以立即重试。';

/** The calls that add something to a report, all alike but for what is added. */
const adding = (
	operation: Pick<Operation, 'operationId' | 'summary' | 'description'> & Partial<Operation>,
	refusals: readonly ProblemCode[],
): Operation => ({
	tag: tags.tracking,
	parameters: [idempotencyKey],
	answers: { 201: json('已经收到', Added) },
	...operation,
	description: `${operation.description}${receiptHint}`,
	refusals: [...ofReceipt, 'idempotency_reused', ...refusals],
});

/** What the OpenAPI document says about the routes of intake. */
export function intakeOperations({ approvals, receipt }: Pick<Content, 'approvals' | 'receipt'>) {
	return {
		captcha: describe({
			operationId: 'getCaptcha',
			summary: '取得验证',
			description:
				'取得提交举报或者上传文件前须完成的验证。altcha 的答案是 {challenge, solution} 的 JSON 文本再作 base64 编码，challenge 照原样；hcaptcha 的答案是它给出的文本。一个答案只能用一次，请求太多时所需的计算会增加。',
			tag: tags.captcha,
			answers: { 200: json('验证方式', CaptchaOffer) },
			refusals: ['unavailable'],
		}),
		locate: describe({
			operationId: 'locate',
			summary: '查询坐标所在的县（市、区）',
			description: '坐标会留在途中各处的日志里；不希望这样的，用 POST。',
			tag: tags.place,
			answers: { 200: json('坐标的位置', Location) },
			refusals: ['unavailable'],
		}),
		locateByBody: describe({
			operationId: 'locateByBody',
			summary: '查询坐标所在的县（市、区），坐标写在正文中',
			description: '与 GET 相同，坐标不出现在网址中。',
			tag: tags.place,
			answers: { 200: json('坐标的位置', Location) },
			refusals: ofJsonBody,
		}),
		report: describe({
			operationId: 'submitReport',
			summary: '提交举报',
			description:
				'提交一件举报，得到受理编号和查询密码。答复 201 时举报已经保存。查询密码只给出一次，请立即保存。文件应先上传，再把编号写入 uploads。',
			tag: tags.report,
			parameters: [idempotencyKey, uploadDraft],
			answers: { 201: json('已接收，答复是回执', ReceiptAnswer) },
			refusals: [
				...ofJsonBody,
				'captcha_required',
				'captcha_failed',
				'captcha_unavailable',
				'idempotency_reused',
				'too_many',
			],
		}),
		track: describe({
			operationId: 'trackReport',
			summary: '查询办理进度',
			description: `查询办理经过和最近一页留言。${receiptHint}`,
			tag: tags.tracking,
			answers: { 200: json('办理进度', Tracking) },
			refusals: [...ofReceipt, 'receipt_renewed'],
		}),
		picture: describe({
			operationId: 'getPicture',
			summary: '查看承办单位发来的照片',
			description: `照片的编号在办理进度的 messages 中。${receiptHint}`,
			tag: tags.tracking,
			answers: { 200: { description: '照片', body: { type: 'image/jpeg', schema: null } } },
			refusals: [...ofReceipt, 'receipt_renewed'],
		}),
		message: describe(
			adding(
				{
					operationId: 'addMessage',
					summary: '补充情况',
					description: `向承办单位补充情况，或者答复它的提问。24 小时内最多 ${receipt.messagesADay} 次，一件举报最多 ${receipt.messages} 次，附件合计不超过 ${receipt.filesMb} MB。`,
					parameters: [idempotencyKey, uploadDraft],
				},
				['receipt_renewed', 'not_now'],
			),
		),
		rating: describe(
			adding({ operationId: 'rateReport', summary: '评价', description: '答复之后评价一次。' }, [
				'receipt_renewed',
				'not_now',
				'exists',
			]),
		),
		review: describe(
			adding(
				{
					operationId: 'requestReview',
					summary: '申请复查',
					description: `对结果不认可的，在期限内申请复查，最多 ${approvals.mostReviews} 次。`,
				},
				['receipt_renewed', 'not_now'],
			),
		),
		consent: describe(
			adding(
				{
					operationId: 'answerConsent',
					summary: '答复是否同意交由县（市、区）核查',
					description: `只有办理进度中 consentAsked 的 state 是 asked 或者 agreed 时可以答复。同意后 ${approvals.consent.revokeHours} 小时内可以撤回。`,
				},
				['receipt_renewed', 'not_now'],
			),
		),
		retaliation: describe(
			adding(
				{
					operationId: 'reportRetaliation',
					summary: '反映打击报复或者信息泄露',
					description: '直接送达市级，县（市、区）从此看不到这件举报。已经作废的查询密码也可以使用。',
				},
				[],
			),
		),
		reward: describe(
			adding(
				{
					operationId: 'claimReward',
					summary: '申请举报奖励',
					description: '只有办理进度中 reward 的 state 是 open 时可以申请，一件举报申请一次。',
				},
				['receipt_renewed', 'not_now', 'exists'],
			),
		),
	};
}
