import { readEmail, readPhone } from '../../../content/facts/contact-forms.ts';
import { earliestDay } from '../../../content/facts/earliest-day.ts';
import type { PlaceNames } from '../../../content/facts/place-in-words.ts';
import { lengthOf } from '../../../content/facts/plain-text.ts';
import { parsePlace } from '../../../content/facts/read-place.ts';
import { type Answers, type FieldName, isDatum, isMode, unknownDatum } from './answers.ts';
import { placeConflict } from './county-decision.ts';
import { describe } from './to-request.ts';

/** An error of one field, with the sentence that says how to correct it. */
export interface FieldError {
	field: FieldName;
	message: string;
}

/** Bounds of the description in characters. */
export const descriptionLength = { min: 5, max: 4000 };

/** What is still missing or wrong, in the order of the page. `today` is YYYY-MM-DD. */
export function checkAnswers(answers: Answers, today: string, names: PlaceNames): FieldError[] {
	const errors: FieldError[] = [];
	const refuse = (field: FieldName, message: string) => errors.push({ field, message });
	if (!answers.category) refuse('category', '请选择要举报的问题。');
	checkPlace(answers, refuse);
	const doubt = placeConflict(answers, names);
	if (doubt && answers.confirmedPlace !== doubt.signature) {
		refuse('confirmedPlace', '地点说明与其他内容不一致；没有写错的，请勾选“没有写错，就这样提交”。');
	}
	checkWhen(answers, today, refuse);
	checkDescription(answers, refuse);
	checkReporter(answers, refuse);
	return errors;
}

type Refuse = (field: FieldName, message: string) => void;

function checkPlace(answers: Answers, refuse: Refuse): void {
	if (answers.placeWay === 'phone') {
		if (!answers.lat || !answers.lon) refuse('placeWay', '还没有得到手机位置。请点“获取当前位置”，或改用其他方式。');
	} else if (answers.placeWay === 'typed') {
		const parsed = parsePlace(answers.coordinates);
		if (!parsed.ok) refuse('coordinates', parsed.sentence);
		else if (!isDatum(answers.datum) && answers.datum !== unknownDatum) {
			refuse('datum', '请选择坐标从哪里来；不清楚可以选“不清楚”。');
		}
	} else if (answers.placeWay === 'words') {
		if (!answers.county) refuse('county', '请选择县（市、区）；说不清可以选“不确定”。');
		if (lengthOf(answers.place) < 2) refuse('place', '请写明地点，例如村名、山沟、道路或附近的标志。');
	} else refuse('placeWay', '请选择一种说明地点的方式。');
	if (lengthOf(answers.place) > placeLimit(answers)) {
		refuse('place', `地点说明请控制在 ${placeLimit(answers)} 字以内，其余写在情况里。`);
	}
}

/** A place of unknown datum carries the coordinates in the same 200 characters. */
const placeLimit = ({ placeWay, datum }: Answers) => (placeWay === 'typed' && datum === unknownDatum ? 120 : 200);

function checkWhen({ whenKind, occurredOn, roughly }: Answers, today: string, refuse: Refuse): void {
	if (whenKind === 'day') {
		if (!/^\d{4}-\d{2}-\d{2}$/.test(occurredOn))
			refuse('occurredOn', '请填写日期，例如 2025-06-01；记不清可以选“大概时间”。');
		else if (occurredOn > today) refuse('occurredOn', '日期在今天之后，请核对。');
		else if (occurredOn < earliestDay) refuse('occurredOn', '日期太早，请核对年份。');
	}
	if (whenKind !== 'roughly') return;
	if (!roughly) refuse('roughly', '请写大概时间，例如“上个月”“每天夜里”。');
	else if (lengthOf(roughly) > 100) refuse('roughly', '大概时间请控制在 100 字以内，其余写在情况里。');
}

function checkDescription(answers: Answers, refuse: Refuse): void {
	const { min, max } = descriptionLength;
	const over = lengthOf(describe(answers)) - max;
	if (!answers.description) refuse('description', '请写明看到的情况。');
	else if (lengthOf(answers.description) < min) refuse('description', `情况太短，请至少写 ${min} 个字。`);
	else if (over > 0) refuse('description', `情况超过 ${max} 字，请删减 ${over} 字。`);
}

function checkReporter({ mode, name, phone, email }: Answers, refuse: Refuse): void {
	if (!isMode(mode)) refuse('mode', '请选择以什么身份举报。');
	if ((mode === 'named' || mode === 'confidential') && !name) {
		refuse('name', '这种方式需要填写姓名；不愿留姓名请选择匿名。');
	}
	if (mode !== 'anonymous' && lengthOf(name) > 40) refuse('name', '姓名请控制在 40 字以内。');
	const [readNumber, readAddress] = [readPhone(phone), readEmail(email)];
	if (!readNumber.ok) refuse('phone', `${readNumber.sentence}也可以不填。`);
	if (!readAddress.ok) refuse('email', `${readAddress.sentence}也可以不填。`);
}
