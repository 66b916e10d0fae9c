/** What can be found in a text, with the words it is named by. */
export const kindNames = {
	mobile: '手机号码',
	landline: '固定电话号码',
	tail: '号码的末几位',
	'id-card': '身份证号码',
	'bank-card': '银行卡号',
	plate: '车牌号',
	paper: '个人证件号码',
	vehicle: '车辆证件号码',
	coordinates: '坐标',
	'e-mail': '电子邮箱',
	chat: '微信号或者QQ号',
	informant: '反映情况的人的姓名',
	name: '人员姓名',
} as const;

export type Kind = keyof typeof kindNames;

/** Certain: it must go. Possible: a person has to look, and say why it may stay. */
export type Grade = 'certain' | 'possible';

/** One thing that does not belong in public, and where it stands in the text as written. */
export interface Finding {
	kind: Kind;
	grade: Grade;
	from: number;
	to: number;
}
