const single =
	'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺';

/** Characters that are words far more often than surnames: a name with them is known by a colon only. */
const words = new Set(Array.from('向和都时应来位全台保明原单解查计成植沿同盖连强都官木银花商扬'));

const known = new Set(Array.from(single));
const compound = new Set(
	(
		'欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 端木 百里 东郭 南宫 呼延 夏侯 轩辕 澹台 ' +
		'公冶 宗政 濮阳 淳于 单于 太叔 申屠 公羊 赫连 钟离 鲜于 闾丘 拓跋 独孤 南门 西门 耶律 完颜 纳兰 叶赫 那拉 爱新觉罗'
	).split(' '),
);

/** True for a surname. `sure` leaves out those that are mostly words. */
export function isSurname(text: string, sure: boolean): boolean {
	return compound.has(text) || (known.has(text) && !(sure && words.has(text)));
}
