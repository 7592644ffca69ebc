"""What a cup can taste of, in five languages; no note has an article, so that notes can stand in any list."""

# fmt: off
from demo.composing.saying import say

_NOTES = """
hay | cỏ khô | 干草 | หญ้าแห้ง | heno
melon | dưa lê | 甜瓜 | เมล่อน | melón
cucumber | dưa leo | 黄瓜 | แตงกวา | pepino
white peach | đào trắng | 白桃 | พีชขาว | durazno blanco
pear | lê | 梨 | ลูกแพร์ | pera
elderflower | hoa cơm cháy | 接骨木花 | ดอกเอลเดอร์ | flor de saúco
honey | mật ong | 蜂蜜 | น้ำผึ้ง | miel
young rice | cốm non | 新米 | ข้าวเม่า | arroz tierno
chestnut | hạt dẻ | 栗子 | เกาลัด | castaña
snow pea | đậu hà lan | 豌豆荚 | ถั่วลันเตา | guisante tierno
young bamboo | măng non | 嫩笋 | หน่อไม้อ่อน | bambú tierno
seaweed | rong biển | 海苔 | สาหร่าย | alga
cut grass | cỏ mới cắt | 青草 | หญ้าเพิ่งตัด | hierba recién cortada
lime zest | vỏ chanh | 青柠皮 | ผิวมะนาว | ralladura de lima
sweetcorn | bắp ngọt | 甜玉米 | ข้าวโพดหวาน | maíz dulce
toasted rice | gạo rang | 炒米 | ข้าวคั่ว | arroz tostado
orchid | hoa lan | 兰花 | กล้วยไม้ | orquídea
gardenia | dành dành | 栀子花 | ดอกพุด | gardenia
warm milk | sữa ấm | 温牛奶 | นมอุ่น | leche tibia
butter | bơ | 黄油 | เนย | mantequilla
lilac | tử đinh hương | 丁香花 | ไลแลค | lila
sugar cane | mía | 甘蔗 | อ้อย | caña de azúcar
green apple | táo xanh | 青苹果 | แอปเปิลเขียว | manzana verde
coconut | dừa | 椰子 | มะพร้าว | coco
roasted almond | hạnh nhân rang | 烤杏仁 | อัลมอนด์คั่ว | almendra tostada
bread crust | vỏ bánh mì | 面包皮 | ขอบขนมปัง | corteza de pan
caramel | caramel | 焦糖 | คาราเมล | caramelo
orange peel | vỏ cam | 橙皮 | เปลือกส้ม | cáscara de naranja
walnut | óc chó | 核桃 | วอลนัต | nuez
light smoke | khói nhẹ | 淡淡炭香 | กลิ่นควันอ่อน | humo ligero
baked pear | lê nướng | 烤梨 | ลูกแพร์อบ | pera al horno
malt | mạch nha | 麦芽 | มอลต์ | malta
sweet potato | khoai lang | 红薯 | มันหวาน | batata
cocoa | ca cao | 可可 | โกโก้ | cacao
dried longan | nhãn khô | 桂圆干 | ลำไยแห้ง | longan seco
plum | mận | 李子 | ลูกพลัม | ciruela
rose | hoa hồng | 玫瑰 | กุหลาบ | rosa
apricot | mơ | 杏 | แอปริคอต | albaricoque
black pepper | tiêu đen | 黑胡椒 | พริกไทยดำ | pimienta negra
camphor | long não | 樟香 | การบูร | alcanfor
date | chà là | 红枣 | อินทผลัม | dátil
cedar | gỗ tuyết tùng | 雪松 | ไม้ซีดาร์ | cedro
damp forest | rừng sau mưa | 雨后森林 | ป่าหลังฝน | bosque húmedo
dark chocolate | sô-cô-la đen | 黑巧克力 | ดาร์กช็อกโกแลต | chocolate amargo
mushroom | nấm | 菌菇 | เห็ด | hongo
wild flower | hoa dại | 野花 | ดอกไม้ป่า | flor silvestre
apricot stone | hạt mơ | 杏仁 | เมล็ดแอปริคอต | hueso de albaricoque
grapefruit | bưởi | 西柚 | เกรปฟรุต | pomelo
jasmine | hoa nhài | 茉莉花 | มะลิ | jazmín
lotus | hoa sen | 荷花 | ดอกบัว | loto
osmanthus | hoa mộc | 桂花 | หอมหมื่นลี้ | osmanto
cream | kem | 奶油 | ครีม | nata
lemongrass | sả | 香茅 | ตะไคร้ | limoncillo
ginger | gừng | 姜 | ขิง | jengibre
pandan | lá dứa | 斑斓叶 | ใบเตย | pandan
mint | bạc hà | 薄荷 | มินต์ | menta
butterfly pea | hoa đậu biếc | 蝶豆花 | อัญชัน | flor de guisante azul
chrysanthemum | hoa cúc | 菊花 | เก๊กฮวย | crisantemo
goji | kỷ tử | 枸杞 | เก๋ากี้ | goji
artichoke | a-ti-sô | 朝鲜蓟 | อาร์ติโชก | alcachofa
bael fruit | trái bầu nâu | 木橘 | มะตูม | fruta de bael
roselle | hoa atiso đỏ | 洛神花 | กระเจี๊ยบ | flor de Jamaica
lemon verbena | cỏ roi ngựa chanh | 柠檬马鞭草 | เวอร์บีนามะนาว | cedrón
panela | đường mía nâu | 粗红糖 | น้ำตาลอ้อย | panela
red apple | táo đỏ | 红苹果 | แอปเปิลแดง | manzana roja
mandarin | quýt | 橘子 | ส้มแมนดาริน | mandarina
blackcurrant | lý chua đen | 黑加仑 | แบล็กเคอร์แรนต์ | grosella negra
strawberry | dâu tây | 草莓 | สตรอว์เบอร์รี | fresa
ripe papaya | đu đủ chín | 熟木瓜 | มะละกอสุก | papaya madura
mango | xoài | 芒果 | มะม่วง | mango
red wine | vang đỏ | 红酒 | ไวน์แดง | vino tinto
hazelnut | hạt phỉ | 榛子 | เฮเซลนัต | avellana
milk chocolate | sô-cô-la sữa | 牛奶巧克力 | ช็อกโกแลตนม | chocolate con leche
cashew | hạt điều | 腰果 | เม็ดมะม่วงหิมพานต์ | anacardo
toffee | kẹo bơ | 太妃糖 | ทอฟฟี่ | tofe
orange blossom | hoa cam | 橙花 | ดอกส้ม | azahar
peanut | đậu phộng | 花生 | ถั่วลิสง | maní
roasted barley | lúa mạch rang | 烤大麦 | ข้าวบาร์เลย์คั่ว | cebada tostada
molasses | mật mía | 糖蜜 | กากน้ำตาล | melaza
hibiscus | dâm bụt | 木槿花 | ชบา | hibisco
raisin | nho khô | 葡萄干 | ลูกเกด | uva pasa
tamarind | me | 罗望子 | มะขาม | tamarindo
"""

#: By their English name.
NOTES = {note.en: note for note in map(say, _NOTES.strip().splitlines())}
