"""English words for countries that CLDR does not have: adjectives, demonyms, abbreviations, variants, former names.

Written by hand from general knowledge; source id ``own-country-words``.
"""

# iso2 adjective[+singular demonym, if it differs][/plural demonym]. Without a slash the plural is the word + "s"; "/-": there is none.
PEOPLES = """
AD Andorran;AE Emirati;AF Afghan;AG Antiguan;AI Anguillan;AL Albanian;AM Armenian;AO Angolan;AR Argentine/Argentines
AS American Samoan;AT Austrian;AU Australian;AW Aruban;AZ Azerbaijani;BA Bosnian;BB Barbadian;BD Bangladeshi;BE Belgian
BF Burkinabe/Burkinabes;BG Bulgarian;BH Bahraini;BI Burundian;BJ Beninese/-;BM Bermudian;BN Bruneian;BO Bolivian;BR Brazilian
BS Bahamian;BT Bhutanese/-;BW Botswanan;BY Belarusian;BZ Belizean;CA Canadian;CD Congolese/-;CF Central African;CG Congolese/-
CH Swiss/-;CI Ivorian;CL Chilean;CM Cameroonian;CN Chinese/-;CO Colombian;CR Costa Rican;CU Cuban;CV Cape Verdean;CY Cypriot
CZ Czech;DE German;DJ Djiboutian;DK Danish+Dane/Danes;DM Dominican;DO Dominican;DZ Algerian;EC Ecuadorian;EE Estonian;EG Egyptian
EH Sahrawi;ER Eritrean;ES Spanish+Spaniard/Spaniards;ET Ethiopian;FI Finnish+Finn/Finns;FJ Fijian;FM Micronesian;FO Faroese/-
FR French+Frenchman/Frenchmen;GA Gabonese/-;GB British+Briton/Britons;GD Grenadian;GE Georgian;GH Ghanaian;GI Gibraltarian
GL Greenlandic+Greenlander/Greenlanders;GM Gambian;GN Guinean;GQ Equatorial Guinean;GR Greek;GT Guatemalan;GU Guamanian
GW Bissau-Guinean;GY Guyanese/-;HN Honduran;HR Croatian+Croat/Croats;HT Haitian;HU Hungarian;ID Indonesian
IE Irish+Irishman/Irishmen;IL Israeli;IN Indian;IQ Iraqi;IR Iranian;IS Icelandic+Icelander/Icelanders;IT Italian;JM Jamaican
JO Jordanian;JP Japanese/-;KE Kenyan;KG Kyrgyz/-;KH Cambodian;KI I-Kiribati/-;KM Comorian;KN Kittitian;KP North Korean
KR South Korean;KW Kuwaiti;KZ Kazakh;LA Laotian;LB Lebanese/-;LC Saint Lucian;LI Liechtensteiner;LK Sri Lankan;LR Liberian
LS Basotho/-;LT Lithuanian;LU Luxembourgish+Luxembourger/Luxembourgers;LV Latvian;LY Libyan;MA Moroccan;MC Monegasque;MD Moldovan
ME Montenegrin;MG Malagasy/-;MH Marshallese/-;MK Macedonian;ML Malian;MM Burmese/-;MN Mongolian;MR Mauritanian;MT Maltese/-
MU Mauritian;MV Maldivian;MW Malawian;MX Mexican;MY Malaysian;MZ Mozambican;NA Namibian;NE Nigerien;NG Nigerian;NI Nicaraguan
NL Dutch+Dutchman/Dutchmen;NO Norwegian;NP Nepali;NR Nauruan;NZ New Zealand+New Zealander/New Zealanders;OM Omani;PA Panamanian
PE Peruvian;PG Papua New Guinean;PH Philippine+Filipino/Filipinos;PK Pakistani;PL Polish+Pole/Poles;PR Puerto Rican;PS Palestinian
PT Portuguese/-;PW Palauan;PY Paraguayan;QA Qatari;RO Romanian;RS Serbian+Serb/Serbs;RU Russian;RW Rwandan;SA Saudi
SB Solomon Islander;SC Seychellois/-;SD Sudanese/-;SE Swedish+Swede/Swedes;SG Singaporean;SI Slovenian+Slovene/Slovenes;SK Slovak
SL Sierra Leonean;SM Sammarinese/-;SN Senegalese/-;SO Somali;SR Surinamese/-;SS South Sudanese/-;ST Sao Tomean;SV Salvadoran
SY Syrian;SZ Swazi;TD Chadian;TG Togolese/-;TH Thai;TJ Tajik;TL Timorese/-;TM Turkmen/-;TN Tunisian;TO Tongan
TR Turkish+Turk/Turks;TT Trinidadian;TV Tuvaluan;TW Taiwanese/-;TZ Tanzanian;UA Ukrainian;UG Ugandan;US American;UY Uruguayan
UZ Uzbek;VC Vincentian;VE Venezuelan;VN Vietnamese/-;VU Ni-Vanuatu/-;WS Samoan;XK Kosovar;YE Yemeni;ZA South African;ZM Zambian
ZW Zimbabwean
"""

# iso2 | kind | names; "=" before a name: only in exactly this spelling of capitals
OTHER = """
AE|abbreviation|=UAE;=U.A.E.|AE|variant|Emirates;the Emirates|AF|official|Islamic Emirate of Afghanistan|BA|variant|Bosnia
BA|abbreviation|=BiH|BA|adjective|Herzegovinian|BY|former|Byelorussia|BO|official|Plurinational State of Bolivia
BN|official|Brunei Darussalam|CD|abbreviation|=DRC;=D.R.C.
CD|variant|Congo;DR Congo;D.R. Congo;Democratic Republic of Congo;Democratic Republic of the Congo;Congo-Kinshasa|CD|former|Zaire
CF|abbreviation|=C.A.R.|CG|variant|Republic of the Congo;Congo Republic;Congo-Brazzaville|CI|variant|Ivory Coast;Cote d'Ivoire
CN|official|People's Republic of China|CN|abbreviation|=PRC|CN|variant|mainland China|CV|variant|Cape Verde
CZ|variant|Czech Republic|DE|official|Federal Republic of Germany|DO|abbreviation|=DR|EG|official|Arab Republic of Egypt
EH|variant|Sahrawi Arab Democratic Republic|FK|variant|Falklands;Malvinas|FM|variant|Federated States of Micronesia
GB|abbreviation|=UK;=U.K.;=GB|GB|variant|Britain;Great Britain|GM|variant|The Gambia|BS|variant|The Bahamas
GN|variant|Guinea-Conakry|HK|variant|Hong Kong|IQ|official|Republic of Iraq|IR|official|Islamic Republic of Iran|IR|former|Persia
IL|official|State of Israel|JO|official|Hashemite Kingdom of Jordan|KG|variant|Kirghizia;Kyrgyz Republic|KH|former|Kampuchea
KP|abbreviation|=DPRK|KP|official|Democratic People's Republic of Korea|KP|variant|N. Korea;North Korea|KR|abbreviation|=ROK
KR|official|Republic of Korea|KR|variant|S. Korea;South Korea|KW|official|State of Kuwait
LA|official|Lao People's Democratic Republic|LB|official|Lebanese Republic|LK|former|Ceylon|LY|official|State of Libya
LY|former|Libyan Arab Jamahiriya|MD|official|Republic of Moldova|MK|variant|Macedonia
MK|former|Former Yugoslav Republic of Macedonia|MK|abbreviation|=FYROM|MM|former|Burma|NL|variant|the Netherlands;Holland
NZ|abbreviation|=NZ;=N.Z.|PG|abbreviation|=PNG|PH|variant|the Philippines|PS|official|State of Palestine
PS|variant|Palestine;Palestinian territories;occupied Palestinian territory;occupied Palestinian territories
PS|abbreviation|=oPt|RU|official|Russian Federation|SA|official|Kingdom of Saudi Arabia|SA|abbreviation|=KSA
SA|adjective|Saudi Arabian|SA|demonym|Saudi Arabians|SD|variant|the Sudan|SS|official|Republic of South Sudan|SS|variant|S. Sudan
ST|variant|Sao Tome and Principe;Sao Tome|SY|official|Syrian Arab Republic|SY|abbreviation|=SAR|SZ|former|Swaziland
TL|variant|East Timor|TR|variant|Turkiye;Türkiye;Turkey|TR|official|Republic of Türkiye|TW|official|Republic of China
TW|abbreviation|=ROC|TZ|official|United Republic of Tanzania|UA|variant|the Ukraine|US|abbreviation|=US;=U.S.;=USA;=U.S.A.
US|official|United States of America|US|variant|United States;America;the States|VA|variant|Vatican;the Vatican;Holy See
VE|official|Bolivarian Republic of Venezuela|VN|variant|Viet Nam|XK|official|Republic of Kosovo|YE|official|Republic of Yemen
ZA|abbreviation|=RSA|ZW|former|Rhodesia|BF|former|Upper Volta|BJ|former|Dahomey|KZ|adjective|Kazakhstani|KZ|demonym|Kazakhstanis
UZ|adjective|Uzbekistani|TM|adjective|Turkmenistani|TJ|adjective|Tajikistani|NP|adjective|Nepalese|AR|adjective|Argentinian
AR|demonym|Argentinians|IQ|abbreviation|=KRI|PL|official|Republic of Poland|BD|former|East Pakistan|AF|adjective|Afghani
LA|adjective|Lao|MM|adjective|Myanmar|SN|variant|Sénégal|TD|variant|Tchad|ML|variant|Republic of Mali|NE|variant|Republic of Niger
PK|official|Islamic Republic of Pakistan|TT|variant|Trinidad;Tobago
"""
# Words that mean something else without their capital.
CASED = {"Turkey", "China", "Japan", "Jersey", "Guernsey", "Chad", "Polish", "Pole", "Poles", "the States", "Emirates", "the Emirates"}
# Not names of the country after all: they would mislead more than help.
DROP = {("IQ", "KRI"), ("SY", "SAR"), ("DO", "DR"), ("TT", "Tobago"), ("SD", "SAR")}

STATUS_NOTES = {
    "EH": "Non-self-governing territory; most of it under Moroccan control",
    "PS": "Observer state at the United Nations; Ramallah is the seat of government, East Jerusalem the claimed capital",
    "IL": "The status of Jerusalem is disputed; most embassies are in Tel Aviv",
    "TW": "Governs itself; claimed by China; listed by ISO 3166 as Taiwan, Province of China",
    "XK": "Declared independence in 2008, recognised by about half of the UN members; XK is a user-assigned code, not ISO 3166",
    "HK": "Special administrative region of China",
    "MO": "Special administrative region of China",
    "UA": "Drawn with Crimea and Sevastopol (General Assembly resolution 68/262), under Russian control since 2014",
    "CY": "The north, outside the Government's control since 1974, is a disputed feature of its own",
    "SY": "The Golan Heights, occupied by Israel since 1967, are a disputed feature of their own",
    "SO": "Somaliland, which governs itself, is drawn with Somalia",
}
# Capitals where the town list has another spelling, none, or a disputed one: iso2: (name, lon, lat)
CAPITALS = {
    "PS": ("Ramallah", 35.2063, 31.9038),
    "XK": ("Pristina", 21.1655, 42.6629),
    "IL": ("Jerusalem", 35.2137, 31.7683),
    "VA": ("Vatican City", 12.4534, 41.9033),
    "AQ": ("", None, None),
    "HM": ("", None, None),
    "BV": ("", None, None),
    "UM": ("", None, None),
    "TK": ("", None, None),
}

# United States: ISO code: AP-style abbreviation. The postal code is the code itself.
US_AP = """
AL Ala.;AZ Ariz.;AR Ark.;CA Calif.;CO Colo.;CT Conn.;DE Del.;FL Fla.;GA Ga.;IL Ill.;IN Ind.;KS Kan.;KY Ky.;LA La.;MD Md.;MA Mass.
MI Mich.;MN Minn.;MS Miss.;MO Mo.;MT Mont.;NE Neb.;NV Nev.;NH N.H.;NJ N.J.;NM N.M.;NY N.Y.;NC N.C.;ND N.D.;OK Okla.;OR Ore.;PA Pa.
RI R.I.;SC S.C.;SD S.D.;TN Tenn.;VT Vt.;VA Va.;WA Wash.;WV W.Va.;WI Wis.;WY Wyo.;DC D.C.
"""
ADMIN1_WORDS = """
IQ-KR|abbreviation|=KRG;=KRI
IQ-KR|variant|Kurdistan Region;Kurdistan Region of Iraq;Iraqi Kurdistan;Kurdish region;South Kurdistan
IQ-AN|variant|Anbar;Al-Anbar;Al Anbar;Anbar province;Anbar Province|IQ-NI|variant|Ninewa;Ninawa;Nineveh province;Nineveh Province
IQ-SD|variant|Salah al-Din;Salah ad-Din;Salahuddin;Salahaddin;Salaheddin;Saladin province|IQ-KI|former|At-Ta'mim;Tamim
IQ-DI|variant|Diyala province|IQ-DA|variant|Dohuk;Dihok|IQ-AR|variant|Arbil;Irbil;Hewler
IQ-QA|variant|Diwaniyah province;Qadisiyyah;Al-Qadisiyah|IQ-DQ|variant|Thi Qar;Dhiqar
IQ-SU|variant|Sulaimaniyah;Sulaimaniya;Slemani;Sulaimani|IQ-WA|variant|Wassit|IQ-BB|variant|Babylon province|IQ-BA|variant|Basrah
IQ-MA|variant|Missan|IQ-KA|variant|Kerbala|SY-HA|variant|Hasaka;Al-Hasakah;Hassakeh;Hasakeh;Jazira canton
SY-RA|variant|Ar-Raqqah;Raqqah;Al-Raqqa|SY-DY|variant|Deir Ezzor;Deir al-Zor;Deir el-Zour;Deir Ez-Zour|SY-DR|variant|Dera'a;Deraa
SY-RD|variant|Rural Damascus;Damascus countryside|SY-SU|variant|Sweida;As-Suwayda|SY-ID|variant|Idleb|SY-HL|variant|Halab
SY-LA|variant|Lattakia|SY-TA|variant|Tartous|CA-BC|abbreviation|=B.C.|CA-ON|abbreviation|=Ont.|CA-QC|abbreviation|=Que.
CA-AB|abbreviation|=Alta.|CA-SK|abbreviation|=Sask.|CA-NS|abbreviation|=N.S.|CA-NB|abbreviation|=N.B.
CA-NL|abbreviation|=N.L.|CA-PE|abbreviation|=P.E.I.|US-WV|abbreviation|=W. Va.
AU-NSW|abbreviation|=NSW;=N.S.W.|AU-ACT|abbreviation|=ACT|AU-NT|abbreviation|=NT|AU-QLD|abbreviation|=Qld
AU-VIC|abbreviation|=Vic.|AU-TAS|abbreviation|=Tas.|UA-43|variant|Crimea|UA-30|variant|Kiev|UA-14|variant|Donetsk region
UA-09|variant|Luhansk region;Lugansk|PK-KP|abbreviation|=KPK|PK-KP|former|North-West Frontier Province
US-DC|variant|Washington, D.C.;Washington DC
SO-SD|variant|Middle Shabelle|SO-SH|variant|Lower Shabelle|SO-JD|variant|Middle Jubba|SO-JH|variant|Lower Jubba
SO-GA|variant|Galgadud;Galgudud|SD-KN|variant|North Kordofan|SD-KS|variant|South Kordofan|YE-SH|variant|Shabwa|YE-HD|variant|Hadramout
IR-04|variant|West Azerbaijan|MM-12|variant|Karenni State|MM-13|variant|Karen State|CM-EN|variant|Far North Region
CM-NW|variant|North-West Region;Northwest Region|CM-SW|variant|South-West Region;Southwest Region
"""
