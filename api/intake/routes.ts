import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { fileDifficulty } from '../evidence/uploads/upload-quota.ts';
import { reportCaptcha } from '../http/captcha/captcha.ts';
import { PortalError } from '../http/errors.ts';
import { fewPerTick } from '../http/few-per-tick.ts';
import { readIdempotencyKey } from '../http/idempotency-key.ts';
import { jsonBody, query, smallJson } from '../http/json-body.ts';
import { networkOf } from '../http/network.ts';
import { refuseOverload } from '../http/overload.ts';
import { sandboxed } from '../http/sandboxed.ts';
import { decimal } from '../http/text.ts';
import type { Timeouts } from '../http/timeouts.ts';
import { theReporter } from '../permission/actor.ts';
import { toWgs84 } from '../routing/datum.ts';
import { intakeOperations } from './operations.ts';
import { choicesIn } from './receive/choices.ts';
import type { IdempotentAnswer } from './receive/idempotent-answer.ts';
import { receive } from './receive/receive.ts';
import { DatumName, Latitude, Longitude, type Receipt, ReportInput } from './receive/report-input.ts';
import { type Added, addOnce } from './replies/add-once.ts';
import { Answer, answer } from './replies/answer.ts';
import { answerConsent, ConsentAnswer } from './replies/answer-consent.ts';
import { askReview, ReviewRequest } from './replies/ask-review.ts';
import { claimReward, RewardClaim } from './replies/claim-reward.ts';
import { Rating, rate } from './replies/rate.ts';
import { Retaliation, reportRetaliation } from './replies/report-retaliation.ts';
import { openPicture, PictureRequest } from './track/open-picture.ts';
import { type OpenReceipt, openReceipt, type ReceiptDeps, verifyReceipt } from './track/open-receipt.ts';
import { TrackRequest, track } from './track/track.ts';

export interface IntakeDeps extends ReceiptDeps {
	/** The one header in which our own proxy tells the address; null where none is in front. */
	proxyHeader: string | null;
}

/** Numbers of a JSON body, or their text as an address holds it: an empty one is refused. */
const Place = z.strictObject({
	lat: z
		.union([z.number().meta({ minimum: -90, maximum: 90 }), decimal('纬度应是数字')], '纬度应是数字')
		.pipe(Latitude)
		.meta({ description: '纬度，度' }),
	lon: z
		.union([z.number().meta({ minimum: -180, maximum: 180 }), decimal('经度应是数字')], '经度应是数字')
		.pipe(Longitude)
		.meta({ description: '经度，度' }),
	datum: DatumName.default('wgs84'),
});

/** What the captcha is for: the difficulty differs. */
const CaptchaFor = z.strictObject({
	for: z
		.enum(['report', 'file'])
		.default('report')
		.meta({ description: '用于提交举报（report），还是用于上传文件（file）：所需的计算不同' }),
});

/** Each takes about half a millisecond to be read and routed. */
const startedPerTick = 8;

/** Everything a citizen's phone calls. */
export function intakeRoutes(deps: IntakeDeps, timeouts: Timeouts): Hono {
	const app = new Hono();
	const described = intakeOperations(deps.content);
	const choices = choicesIn(deps.content);
	app.use(fewPerTick(startedPerTick), smallJson(timeouts), refuseOverload());

	app.get('/captcha', described.captcha, query(CaptchaFor), async (c) => {
		if (c.req.valid('query').for === 'file') return c.json(await deps.captcha.offer(Math.max(1, fileDifficulty(deps))));
		const { times } = await deps.limits.reportDifficulty(networkOf(c, deps.proxyHeader));
		return c.json(await deps.captcha.offer(times));
	});

	app.get('/locate', described.locate, query(Place), (c) => {
		const { lat, lon, datum } = c.req.valid('query');
		return c.json(deps.locate(toWgs84({ lat, lon }, datum)));
	});

	// In the body no log of a proxy holds a place.
	app.post('/locate', described.locateByBody, jsonBody(Place), (c) => {
		const { lat, lon, datum } = c.req.valid('json');
		return c.json(deps.locate(toWgs84({ lat, lon }, datum)));
	});

	app.post('/reports', described.report, jsonBody(ReportInput, choices), async (c) => {
		const input = c.req.valid('json');
		if (deps.captchaRequired && !input.captcha) {
			throw new PortalError('captcha_required', '请先完成验证再提交，已填写的内容不会丢失。');
		}
		const network = networkOf(c, deps.proxyHeader);
		const idempotencyKey = readIdempotencyKey(c.req.header('idempotency-key')) ?? deps.newId();
		const receipt = await receive(deps, {
			input,
			channel: 'web',
			by: theReporter,
			idempotencyKey,
			captcha: reportCaptcha(deps.captcha, deps.limits, network),
			draft: c.req.header('upload-draft'),
		});
		return c.json(receipt, 201);
	});

	const open = (c: Context, receipt: z.infer<typeof Receipt>) =>
		openReceipt(deps, networkOf(c, deps.proxyHeader), receipt);

	app.post('/reports/track', described.track, jsonBody(TrackRequest), async (c) => {
		const { before, ...receipt } = c.req.valid('json');
		return c.json(await track(deps, await open(c, receipt), before));
	});

	app.post('/reports/track/pictures', described.picture, jsonBody(PictureRequest), async (c) => {
		const { id, ...receipt } = c.req.valid('json');
		const picture = await openPicture(deps, await open(c, receipt), id);
		return sandboxed(c, picture, { 'content-type': 'image/jpeg' });
	});

	/** Opens the report, and lets `add` add to it once under the request's key. */
	const adding = async <B extends z.infer<typeof Receipt>>(
		c: Context,
		what: string,
		{ number, secret, captcha, ...content }: B,
		add: (opened: OpenReceipt, once: IdempotentAnswer<Added>) => Promise<Added>,
	) => {
		const opened = await open(c, { number, secret, captcha });
		const once = addOnce(deps, opened, keyOf(c), { what, ...content });
		return once.findOrMake(() => add(opened, once));
	};

	app.post('/reports/track/messages', described.message, jsonBody(Answer, choices), async (c) => {
		const body = c.req.valid('json');
		const sent = { ids: body.uploads, draft: c.req.header('upload-draft') };
		const added = await adding(c, 'message', body, (to, once) => answer(deps, to, { text: body.text, sent }, once));
		return c.json(added, 201);
	});

	app.post('/reports/track/rating', described.rating, jsonBody(Rating), async (c) => {
		const body = c.req.valid('json');
		return c.json(await adding(c, 'rating', body, (to, once) => rate(deps, to, body, once)), 201);
	});

	app.post('/reports/track/review', described.review, jsonBody(ReviewRequest), async (c) => {
		const body = c.req.valid('json');
		return c.json(await adding(c, 'review', body, (to, once) => askReview(deps, to, body.reason, once)), 201);
	});

	app.post('/reports/track/consent', described.consent, jsonBody(ConsentAnswer), async (c) => {
		const body = c.req.valid('json');
		return c.json(await adding(c, 'consent', body, (to, once) => answerConsent(deps, to, body, once)), 201);
	});

	app.post('/reports/track/retaliation', described.retaliation, jsonBody(Retaliation), async (c) => {
		const { text, ...receipt } = c.req.valid('json');
		// A void receipt is accepted: the officer who renewed it may be the one the complaint is about.
		const held = await verifyReceipt(deps, networkOf(c, deps.proxyHeader), receipt);
		const once = addOnce(deps, held, keyOf(c), { what: 'retaliation', text });
		return c.json(await once.findOrMake(() => reportRetaliation(deps, held, text, once)), 201);
	});

	app.post('/reports/track/reward', described.reward, jsonBody(RewardClaim), async (c) => {
		const body = c.req.valid('json');
		return c.json(await adding(c, 'reward', body, (to, once) => claimReward(deps, to, body.contact, once)), 201);
	});

	return app;
}

const keyOf = (c: Context) => readIdempotencyKey(c.req.header('idempotency-key'));
