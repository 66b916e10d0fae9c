import { megabyte } from '../../../content/facts/file-size.ts';
import type { EvidenceRules } from '../../../content/schema/evidence.ts';
import { type AnswerHeaders, describe, type Operation, type Parameter } from '../../http/describe.ts';
import type { ProblemCode } from '../../http/errors.ts';

const tag = '附件';

const tusResumable: Parameter = {
	name: 'Tus-Resumable',
	in: 'header',
	required: true,
	description: '协议的版本',
	schema: { type: 'string', enum: ['1.0.0'] },
};
const draft: Parameter = {
	name: 'Upload-Draft',
	in: 'header',
	required: true,
	description: '本次填写的随机标识，提交举报时用同一个；没有它，谁也不能使用这些文件。',
	schema: { type: 'string', pattern: '^[\\x21-\\x7e]{16,200}$' },
	example: 'a-made-up-draft-0000',
};
const captcha: Parameter = {
	name: 'Upload-Captcha',
	in: 'header',
	description: '验证的答案。答复 429 且 captcha 为 true 的，附上它可以立即重试；验证用 GET /captcha?for=file 取得。',
	schema: { type: 'string', maxLength: 8000 },
};
const id: Parameter = {
	name: 'id',
	in: 'path',
	required: true,
	description: '文件的编号，Location 的最后一段',
	schema: { type: 'string' },
	example: '00000000-0000-7000-8000-000000000000',
};
const offset: Parameter = {
	name: 'Upload-Offset',
	in: 'header',
	required: true,
	description: '这一段从第几个字节开始，应与已经收到的相同',
	schema: { type: 'integer', minimum: 0 },
};
const override: Parameter = {
	name: 'X-HTTP-Method-Override',
	in: 'header',
	required: true,
	description: '代替的方法',
	schema: { type: 'string', enum: ['HEAD', 'PATCH', 'DELETE'] },
};

const header = (description: string, schema: { type: 'string' | 'integer'; enum?: string[] }) => ({
	description,
	required: true,
	schema,
});
const version = { 'Tus-Resumable': header('协议的版本', { type: 'string', enum: ['1.0.0'] }) };
const received: AnswerHeaders = { ...version, 'Upload-Offset': header('已经收到的字节数', { type: 'integer' }) };
const expires: AnswerHeaders = { 'Upload-Expires': header('没有提交的，保留到这个时间', { type: 'string' }) };
const ofPatchAlone: AnswerHeaders = {
	'Upload-Offset': { description: '已经收到的字节数', schema: { type: 'integer' } },
	'Upload-Expires': { description: '没有提交的，保留到这个时间', schema: { type: 'string' } },
};
const length: AnswerHeaders = { 'Upload-Length': header('文件的字节数', { type: 'integer' }) };
const refusalHeaders: AnswerHeaders = {
	...version,
	'Tus-Version': { description: '支持的版本，只在 412 中', schema: { type: 'string' } },
};
const piece = {
	required: true,
	description: '文件的一段，从 Upload-Offset 开始',
	content: { 'application/offset+octet-stream': { schema: {} } },
};

const ofAny: readonly ProblemCode[] = ['upload_protocol', 'malformed', 'unavailable'];
const ofFile: readonly ProblemCode[] = [...ofAny, 'not_found'];
const ofChunk: readonly ProblemCode[] = [
	...ofFile,
	'unsupported_type',
	'upload_conflict',
	'too_large',
	'too_slow',
	'too_many',
	'file_refused',
	'captcha_failed',
	'captcha_unavailable',
];

const hint = '遵循 tus 1.0（https://tus.io/protocols/resumable-upload）的 creation、expiration、termination。';

const upload = (operation: Omit<Operation, 'tag'>): ReturnType<typeof describe> =>
	describe({ ...operation, tag, refusalHeaders });

const optionsOf = (operationId: string, summary: string, parameters: Parameter[]) =>
	upload({
		operationId,
		summary,
		description: hint,
		parameters,
		answers: {
			204: {
				description: '支持的内容',
				headers: {
					...version,
					'Tus-Version': header('支持的版本', { type: 'string' }),
					'Tus-Extension': header('支持的扩展', { type: 'string' }),
					'Tus-Max-Size': header('全部文件合计的字节数上限', { type: 'integer' }),
					Allow: header('支持的方法', { type: 'string' }),
				},
			},
		},
		refusals: [],
	});

/** What the OpenAPI document says about the routes of uploads. */
export function uploadOperations(rules: EvidenceRules) {
	const { kinds, maxFiles, totalMb } = rules;
	const limits = Object.values(kinds)
		.map(({ name, maxMb }) => `${name} ${maxMb} MB`)
		.join('、');
	const largest = Math.max(...Object.values(kinds).map(({ maxMb }) => maxMb)) * megabyte;
	return {
		options: optionsOf('getUploadOptions', '上传协议的版本和扩展', []),
		fileOptions: optionsOf('getFileOptions', '上传协议的版本和扩展（文件的网址）', [id]),
		create: upload({
			operationId: 'createUpload',
			summary: '登记要上传的文件',
			description: `${hint}一件举报最多 ${maxFiles} 个文件，合计不超过 ${totalMb} MB；单个文件的上限：${limits}。上传的人太多或者太快的答复 429。`,
			parameters: [
				tusResumable,
				draft,
				{
					name: 'Upload-Length',
					in: 'header',
					required: true,
					description: '文件的字节数',
					schema: { type: 'integer', minimum: 1, maximum: largest },
				},
				{
					name: 'Upload-Metadata',
					in: 'header',
					description: 'tus 的 filetype 和 filename，用来提前拒绝不接收的种类；不保存文件名，种类以内容为准。',
					schema: { type: 'string', maxLength: 4000 },
					example: 'filetype aW1hZ2UvanBlZw==',
				},
				captcha,
			],
			answers: {
				201: {
					description: '已登记',
					headers: { ...version, ...expires, Location: header('文件的网址', { type: 'string' }) },
				},
			},
			refusals: [...ofAny, 'too_large', 'file_refused', 'too_many', 'captcha_failed', 'captcha_unavailable'],
		}),
		ask: upload({
			operationId: 'getUploadOffset',
			method: 'head',
			summary: '查询已经收到多少',
			description: `${hint}续传以前先查询。文件不能取回：GET 一律答复 405 method_not_allowed。`,
			parameters: [id, tusResumable, draft],
			answers: { 200: { description: '已经收到的', headers: { ...received, ...length, ...expires } } },
			refusals: [...ofFile, 'file_refused', 'too_large'],
		}),
		put: upload({
			operationId: 'uploadPiece',
			summary: '上传一段',
			description: `${hint}最后一段收到后检查文件，不能接收的答复 file_refused，文件随即删除。`,
			parameters: [id, tusResumable, draft, offset, captcha],
			requestBody: piece,
			answers: { 204: { description: '已收到', headers: { ...received, ...expires } } },
			refusals: ofChunk,
		}),
		remove: upload({
			operationId: 'deleteUpload',
			summary: '删除没有提交的文件',
			description: hint,
			parameters: [id, tusResumable, draft],
			answers: { 204: { description: '已删除', headers: version } },
			refusals: [...ofFile, 'not_now'],
		}),
		overridden: upload({
			operationId: 'overrideUploadMethod',
			summary: '用 POST 代替 HEAD、PATCH 或者 DELETE',
			description: `${hint}用于途中的代理不支持这些方法的情况；其他请求头和答复与所代替的方法相同，只是 HEAD 的拒绝有正文。`,
			parameters: [id, tusResumable, draft, override, { ...offset, required: false }, captcha],
			requestBody: { ...piece, required: false },
			answers: {
				200: { description: '代替 HEAD：已经收到的', headers: { ...received, ...length, ...expires } },
				204: {
					description: '代替 PATCH（有 Upload-Offset 和 Upload-Expires）或者 DELETE',
					headers: { ...version, ...ofPatchAlone },
				},
			},
			refusals: [...ofChunk, 'not_now', 'method_not_allowed'],
		}),
	};
}
